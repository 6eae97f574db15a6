package dev.recency.window;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.Aggregates;
import dev.recency.aggregate.RowArguments;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.plan.AggregateCall;
import dev.recency.plan.Query;
import dev.recency.plan.SharedLog;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The true value {@code V(k, T)} of a statement: the aggregates over all events of the key with
 * {@code T − W < t(e) ≤ T}. Nothing is kept, nothing is incremental; O(events) each time.
 */
public record FromScratch(SharedLog log, Query.Sliding statement) {

  /**
   * The row of the statement at an instant, in its layout.
   *
   * @param events of this key in any order, as the operator gets them
   */
  public Row at(Row key, List<KeyedRecord> events, long instantMillis) {
    long startMillis = instantMillis - statement.window().sizeMillis();
    List<KeyedRecord> inside =
        events.stream()
            .filter(e -> startMillis < e.eventTimeMillis() && e.eventTimeMillis() <= instantMillis)
            .toList();
    List<SqlType> types = statement.layout().types();
    Row.Builder row = new Row.Builder(types.size());
    int slot = 0;
    for (; slot < key.size(); slot++) {
      row.set(slot, types.get(slot), key.get(slot, types.get(slot)));
    }
    for (AggregateCall call : statement.aggregates()) {
      row.set(slot, types.get(slot), value(call, inside));
      slot++;
    }
    return row.setLong(slot, startMillis).setLong(slot + 1, instantMillis).build();
  }

  private @Nullable Object value(AggregateCall call, List<KeyedRecord> inside) {
    int[] slots = call.arguments().stream().mapToInt(log.columns()::indexOf).toArray();
    return value(Aggregates.of(call, slots, Aggregates.Meaning.SLIDING), inside);
  }

  private static <A> @Nullable Object value(Aggregate<A> aggregate, List<KeyedRecord> inside) {
    A accumulator = aggregate.create();
    inside.forEach(
        e -> aggregate.add(accumulator, new RowArguments(e.arguments(), e.eventTimeMillis())));
    return aggregate.lower(accumulator);
  }
}
