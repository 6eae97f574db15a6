package dev.recency.accuracy;

import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.report.AccuracyReport.Interval;

/** What was observed in all logs together. */
final class Observation {
  private long firstArrivalMillis = Long.MAX_VALUE;
  private long lastArrivalMillis = Long.MIN_VALUE;
  private long events;
  private long entities;

  void add(EventTable table) {
    events += table.size();
    entities += table.entityCount();
    if (table.size() > 0) {
      firstArrivalMillis = Math.min(firstArrivalMillis, table.rowClock().arrival(0));
      lastArrivalMillis = Math.max(lastArrivalMillis, table.lastArrival());
    }
  }

  long events() {
    return events;
  }

  long entities() {
    return entities;
  }

  Interval interval(ComparisonOptions.ReadOptions reads) {
    return new Interval(
        firstArrivalMillis,
        lastArrivalMillis,
        lastArrivalMillis + reads.horizonMillis(),
        events,
        entities,
        reads.count(),
        reads.horizonMillis());
  }
}
