package dev.recency.operator;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.Aggregates;
import dev.recency.aggregate.RowArguments;
import dev.recency.aggregate.UndoableAggregate;
import dev.recency.plan.Query;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * GROUP BY without a window: the value over all events of a key so far, emitted on every event.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>After every record the key's last row holds the aggregates over all records of the key.
 *   <li>The first row of a key is an INSERT, every further one an UPDATE; a row for which HAVING is
 *       false is not emitted, but for one DELETE when it turns false after true, and the next row
 *       for which it is true is an INSERT again.
 *   <li>As-of is the newest event time of the key, arrival its newest arrival: neither goes back.
 *   <li>State is one header per key and there is no timer.
 * </ol>
 *
 * <p>Events are taken in the order of their arrival, which is their {@link
 * dev.recency.aggregate.Arguments#position}. Time per record and space per key are those of the
 * aggregates: constant for COUNT, SUM, AVG, MIN, MAX, EARLIEST_BY_OFFSET and LATEST_BY_OFFSET.
 */
public final class LifetimeAggregate implements KeyedOperator {
  private final String id;
  private final List<SqlType> keyTypes;
  private final List<SqlType> layoutTypes;
  private final List<Aggregate<Object>> aggregates;
  private final Predicate<Row> having;
  private final boolean overTable;

  private LifetimeAggregate(Query.Grouped query, Predicate<Row> having) {
    this.overTable = query instanceof Query.TableAggregate;
    this.id = query.id();
    this.keyTypes = query.groupBy().stream().map(TypedExpression::type).toList();
    this.layoutTypes = query.layout().types();
    this.aggregates =
        Aggregates.of(query.aggregates(), Aggregates.Meaning.DIALECT).stream()
            .map(each -> erase(each))
            .toList();
    this.having = having;
  }

  /**
   * The operator of this query.
   *
   * @param having HAVING over {@code query.layout()}; always true if there is none
   */
  public static LifetimeAggregate of(Query.Lifetime query, Predicate<Row> having) {
    return new LifetimeAggregate(query, having);
  }

  /**
   * The operator of this query over a table. Its records are the changes that {@link TableRows}
   * gives; whoever reads the table counts what is accepted.
   *
   * @param having HAVING over {@code query.layout()}; always true if there is none
   */
  public static LifetimeAggregate of(Query.TableAggregate query, Predicate<Row> having) {
    return new LifetimeAggregate(query, having);
  }

  @Override
  public void onRecord(KeyedRecord record, KeyContext context) {
    byte[] header = context.header();
    LifetimeState before =
        header == null ? nothing() : LifetimeState.fromBytes(id, header, aggregates);
    List<Object> accumulators = before.accumulators();
    take(accumulators, record.arguments(), before.events());
    Row row = row(record.key(), accumulators);
    LifetimeState after =
        new LifetimeState(
            having.test(row),
            before.events() + 1,
            Math.max(before.newestEventMillis(), record.eventTimeMillis()),
            Math.max(before.newestArrivalMillis(), record.arrivalMillis()),
            accumulators);
    context.putHeader(after.toBytes(aggregates));
    if (!overTable) {
      context.count(0, Outcome.ACCEPTED);
    }
    if (after.visible() || before.visible()) {
      countOverflows(row, accumulators, context);
      context.emit(
          0, row, kind(before, after), after.newestEventMillis(), after.newestArrivalMillis());
    }
  }

  private void take(List<Object> accumulators, Row arguments, long position) {
    RowChange change = overTable ? RowChange.of(arguments) : new RowChange(null, arguments);
    Row old = change.old();
    Row added = change.added();
    for (int i = 0; i < aggregates.size(); i++) {
      Object accumulator = accumulators.get(i);
      if (old != null) {
        undoable(i).remove(accumulator, new RowArguments(old, position));
      }
      if (added != null) {
        aggregates.get(i).add(accumulator, new RowArguments(added, position));
      }
    }
  }

  /** The planner lets only such aggregates run over tables. */
  private UndoableAggregate<Object> undoable(int index) {
    return (UndoableAggregate<Object>) aggregates.get(index);
  }

  private void countOverflows(Row row, List<Object> accumulators, KeyContext context) {
    for (int i = 0; i < aggregates.size(); i++) {
      if (row.isNull(keyTypes.size() + i) && aggregates.get(i).overflows(accumulators.get(i))) {
        context.count(0, Outcome.SUM_OVERFLOW);
      }
    }
  }

  @Override
  public void onTimer(Row key, KeyContext context) {
    throw new IllegalStateException("statement [" + id + "] sets no timer");
  }

  private static RowKind kind(LifetimeState before, LifetimeState after) {
    if (!after.visible()) {
      return RowKind.DELETE;
    }
    return before.visible() ? RowKind.UPDATE : RowKind.INSERT;
  }

  private LifetimeState nothing() {
    List<Object> empty = new ArrayList<>(aggregates.size());
    aggregates.forEach(aggregate -> empty.add(aggregate.create()));
    return new LifetimeState(false, 0, Long.MIN_VALUE, Long.MIN_VALUE, empty);
  }

  private Row row(Row key, List<Object> accumulators) {
    Row.Builder builder = new Row.Builder(layoutTypes.size());
    for (int slot = 0; slot < keyTypes.size(); slot++) {
      builder.set(slot, keyTypes.get(slot), key.get(slot, keyTypes.get(slot)));
    }
    for (int i = 0; i < aggregates.size(); i++) {
      int slot = keyTypes.size() + i;
      aggregates.get(i).lower(accumulators.get(i), builder, slot);
    }
    return builder.build();
  }

  /** Accumulators only ever meet the aggregate that made them. */
  @SuppressWarnings("unchecked")
  private static Aggregate<Object> erase(Aggregate<?> aggregate) {
    return (Aggregate<Object>) aggregate;
  }
}
