package dev.recency.window.time;

import dev.recency.plan.row.Row;
import java.util.List;

/** What the windows of one key must say, from all records that ever arrived for it, in order. */
public interface WindowTruth {
  /** EMIT CHANGES: the rows because of the last of these arrivals. */
  List<Said> changes(Row key, List<Arrival> arrivals);

  /** EMIT FINAL: the rows because the clock has moved, in order. */
  List<Said> finals(Row key, List<Arrival> arrivals, long fromMillis, long toMillis);

  /** Whether a window takes in the last of these arrivals. */
  boolean accepts(List<Arrival> arrivals);

  /** Whether a window with events is open at this clock. */
  boolean open(List<Arrival> arrivals, long clockMillis);
}
