package dev.recency.ksqldb;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.Arguments;
import dev.recency.plan.row.Row;
import java.util.List;

/** The aggregates of one key and window, and the newest event time among its events. */
final class Totals {
  private final List<Aggregate<Object>> aggregates;
  private final List<Object> accumulators;
  private long newestMillis = -1;

  /** Totals of no event. */
  Totals(List<Aggregate<Object>> aggregates) {
    this.aggregates = aggregates;
    accumulators = aggregates.stream().map(Aggregate::create).toList();
  }

  void add(Arguments arguments, long timeMillis) {
    for (int i = 0; i < aggregates.size(); i++) {
      aggregates.get(i).add(accumulators.get(i), arguments);
    }
    newestMillis = Math.max(newestMillis, timeMillis);
  }

  void merge(Totals other) {
    for (int i = 0; i < aggregates.size(); i++) {
      aggregates.get(i).combine(accumulators.get(i), other.accumulators.get(i));
    }
    newestMillis = Math.max(newestMillis, other.newestMillis);
  }

  long newestMillis() {
    return newestMillis;
  }

  /** Puts the values into a row, the first into this slot. */
  void write(Row.Builder row, int firstSlot) {
    for (int i = 0; i < aggregates.size(); i++) {
      aggregates.get(i).lower(accumulators.get(i), row, firstSlot + i);
    }
  }
}
