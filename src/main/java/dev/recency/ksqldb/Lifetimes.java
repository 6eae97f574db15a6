package dev.recency.ksqldb;

import dev.recency.aggregate.Aggregate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** GROUP BY without a window: one value per key. */
final class Lifetimes implements Windows {
  private final List<Aggregate<Object>> aggregates;
  private final Map<Group, Totals> store = new TreeMap<>();

  Lifetimes(List<Aggregate<Object>> aggregates) {
    this.aggregates = aggregates;
  }

  @Override
  public List<Change> take(GroupedEvent event) {
    Totals totals = store.computeIfAbsent(event.group(), group -> new Totals(aggregates));
    totals.add(event.arguments(), event.timeMillis());
    return List.of(
        new Change(event.group(), Bounds.NONE, Optional.of(totals), totals.newestMillis()));
  }
}
