package dev.recency.ksqldb;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.Aggregates;
import dev.recency.plan.Query;
import dev.recency.plan.TimeWindow;
import java.util.List;

/** The windows of one query and partition: events in, changes out in ksqlDB's order. */
interface Windows {
  /** Takes in an event. A change is to be used before the next call. */
  List<Change> take(GroupedEvent event);

  /** The windows of this query without events. */
  static Windows of(Query.Grouped query, Losses losses, long emitIntervalMillis) {
    List<Aggregate<Object>> aggregates =
        Aggregates.of(query.aggregates(), Aggregates.Meaning.DIALECT).stream()
            .map(Windows::erased)
            .toList();
    if (query instanceof Query.Windowed windowed) {
      Throttle throttle = new Throttle(emitIntervalMillis);
      TimeWindow window = windowed.window();
      return window instanceof TimeWindow.Hopping hopping
          ? new AlignedWindows(hopping, aggregates, losses, throttle)
          : new SessionWindows((TimeWindow.Session) window, aggregates, losses, throttle);
    }
    if (query instanceof Query.Lifetime) {
      return new Lifetimes(aggregates);
    }
    throw new IllegalArgumentException("ksqlDB has no such window as that of [" + query.id() + "]");
  }

  /** Accumulators only ever meet the aggregate that made them. */
  @SuppressWarnings("unchecked")
  private static Aggregate<Object> erased(Aggregate<?> aggregate) {
    return (Aggregate<Object>) aggregate;
  }
}
