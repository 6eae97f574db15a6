package dev.recency.expression;

import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.Constant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the records of a table are to a query that remembers its rows: each gives its key a row or
 * takes it away. Not thread-safe; one instance per operator instance.
 */
public final class TableReading {
  /** What became of a record. All but {@link #ROW} leave its key without a row. */
  public enum Fate {
    /** It is the new row of its key. */
    ROW,
    /** It has no value: the key is deleted. */
    DELETED,
    /** It does not pass WHERE. */
    FILTERED,
    /** A GROUP BY value is NULL, so the row is in no group. */
    NO_GROUP
  }

  /**
   * A record as it was read.
   *
   * @param key the primary key
   * @param row the columns; without a row only those that are part of the key are not NULL
   */
  public record Reading(Fate fate, Row key, Row row) {
    /** Whether the key has a row now. */
    public boolean present() {
      return fate == Fate.ROW;
    }
  }

  private final Filter filter;
  private final Projection key;
  private final Projection columns;
  private final Projection keyColumns;
  private final int groupSize;

  private TableReading(
      Filter filter, Projection key, Projection columns, Projection keyColumns, int groupSize) {
    this.filter = filter;
    this.key = key;
    this.columns = columns;
    this.keyColumns = keyColumns;
    this.groupSize = groupSize;
  }

  /** How this query reads its table. */
  public static TableReading of(
      Query.OverTable query, ErrorListener errors, Surroundings surroundings) {
    String id = query.id();
    List<TypedExpression> columns = columns(query);
    List<TypedExpression> keyColumns = new ArrayList<>();
    for (TypedExpression column : columns) {
      boolean key = query.primaryKey().contains(column);
      keyColumns.add(key ? column : new Constant(null, column.type()));
    }
    return new TableReading(
        Filter.compile(id, query.where(), errors, surroundings),
        Projection.compile(id, query.primaryKey(), errors, surroundings),
        Projection.compile(id, columns, errors, surroundings),
        Projection.compile(id, keyColumns, errors, surroundings),
        query instanceof Query.TableAggregate aggregate ? aggregate.groupBy().size() : 0);
  }

  /**
   * The columns of the rows: those of the sink, or the GROUP BY values and then the arguments of the
   * aggregates.
   */
  public static List<TypedExpression> columns(Query.OverTable query) {
    if (query instanceof Query.TableAggregate aggregate) {
      List<TypedExpression> columns = new ArrayList<>(aggregate.groupBy());
      columns.addAll(aggregate.arguments());
      return columns;
    }
    return ((Query.FilteredTable) query).projection();
  }

  /** The types of {@link #columns}. */
  public static List<SqlType> types(Query.OverTable query) {
    return columns(query).stream().map(TypedExpression::type).toList();
  }

  /** Reads a record of the table. */
  public Reading read(Event event) {
    Row keyRow = key.apply(event.row());
    if (event.tombstone() || !filter.accepts(event.row())) {
      Fate fate = event.tombstone() ? Fate.DELETED : Fate.FILTERED;
      return new Reading(fate, keyRow, keyColumns.apply(event.row()));
    }
    Row row = columns.apply(event.row());
    return groupless(row)
        ? new Reading(Fate.NO_GROUP, keyRow, Row.ofNulls(row.size()))
        : new Reading(Fate.ROW, keyRow, row);
  }

  private boolean groupless(Row row) {
    for (int slot = 0; slot < groupSize; slot++) {
      if (row.isNull(slot)) {
        return true;
      }
    }
    return false;
  }
}
