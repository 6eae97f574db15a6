package dev.recency.operator;

import dev.recency.plan.Query;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table by primary key, for an aggregate over it: what each new row means to the
 * groups. Takes {@link TableRecord}s of the GROUP BY values and the arguments of the aggregates.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>After every record the header of a key holds its row, if it has one in a group; a key
 *       without one has no state. There is no timer.
 *   <li>A row that stays in its group is one change of that group; one that moves leaves its old
 *       group first and then comes to the new one. A key that had no row and has none changes
 *       nothing.
 *   <li>What leaves is exactly what came: the arguments are kept, not computed again.
 * </ol>
 *
 * <p>Time per record and space per key: O(bytes of the GROUP BY values and arguments).
 */
public final class TableRows implements KeyedOperator {
  private final String id;
  private final int groupSize;
  private final int argumentCount;
  private final RowBytes rows;
  private final RowBytes groups;

  private TableRows(Query.TableAggregate query) {
    id = query.id();
    groupSize = query.groupBy().size();
    argumentCount = query.arguments().size();
    List<SqlType> types = new ArrayList<>(types(query.groupBy()));
    types.addAll(types(query.arguments()));
    rows = new RowBytes(id, types);
    groups = new RowBytes(id, types.subList(0, groupSize));
  }

  /** The operator of this query. */
  public static TableRows of(Query.TableAggregate query) {
    return new TableRows(query);
  }

  /**
   * The types of a change that {@link #change} gives, the arguments of {@link
   * LifetimeAggregate#of(Query.TableAggregate, java.util.function.Predicate)}.
   */
  public static List<SqlType> changeTypes(Query.TableAggregate query) {
    return RowChange.types(types(query.arguments()));
  }

  private static List<SqlType> types(List<TypedExpression> expressions) {
    return expressions.stream().map(TypedExpression::type).toList();
  }

  /** The GROUP BY values of a row that this operator emitted. */
  public Row group(Row emitted) {
    return emitted.part(0, groupSize);
  }

  /** What a row that this operator emitted changes in its group. */
  public Row change(Row emitted) {
    return emitted.part(groupSize, emitted.size());
  }

  @Override
  public void onRecord(KeyedRecord record, KeyContext context) {
    byte[] header = context.header();
    Row before = header == null ? null : rows.decode(header);
    TableRecord taken = TableRecord.of(record.arguments());
    Row after = taken.present() ? taken.row() : null;
    if (after != null) {
      context.putHeader(rows.encode(after));
    } else if (before != null) {
      context.deleteHeader();
    }
    if (before != null && after != null && sameGroup(before, after)) {
      emit(before, new RowChange(arguments(before), arguments(after)), record, context);
      return;
    }
    if (before != null) {
      emit(before, new RowChange(arguments(before), null), record, context);
    }
    if (after != null) {
      emit(after, new RowChange(null, arguments(after)), record, context);
    }
  }

  @Override
  public void onTimer(Row key, KeyContext context) {
    throw new IllegalStateException("the rows of statement [" + id + "] set no timer");
  }

  private boolean sameGroup(Row before, Row after) {
    return Arrays.equals(groups.encode(group(before)), groups.encode(group(after)));
  }

  private Row arguments(Row row) {
    return row.part(groupSize, row.size());
  }

  private void emit(Row row, RowChange change, KeyedRecord record, KeyContext context) {
    context.emit(
        0,
        Row.join(group(row), change.toArguments(argumentCount)),
        kind(change.old(), change.added()),
        record.eventTimeMillis(),
        record.arrivalMillis());
  }

  private static RowKind kind(@Nullable Row old, @Nullable Row added) {
    if (added == null) {
      return RowKind.DELETE;
    }
    return old == null ? RowKind.INSERT : RowKind.UPDATE;
  }
}
