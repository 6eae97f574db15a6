package dev.recency.simulator;

import dev.recency.operator.ClockOptions;
import dev.recency.operator.PartitionClock;
import dev.recency.operator.PartitionClocks;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.row.Event;
import java.util.List;

/**
 * The clocks of one statement with TUMBLING, HOPPING or SESSION: they follow the rows that passed
 * WHERE and have a key, and nothing else.
 */
final class OwnClocks {
  private final TimeWindow window;
  private final PartitionClocks clocks =
      new PartitionClocks(ClockOptions.DEFAULT, PartitionClocks.Mode.REPLAY);

  OwnClocks(TimeWindow window) {
    this.window = window;
  }

  /** The data clock waits for a record of this partition. */
  void assign(int partition) {
    clocks.assigned(partition, 0);
  }

  /** No further record comes. */
  void end(long nowMillis) {
    clocks.allEnded(nowMillis);
  }

  /** Takes in a row: the clock of its partition, the row included. */
  long accept(Event event) {
    return clocks.accept(event.partition(), event.eventTimeMillis(), event.arrivalMillis());
  }

  /** Whether no window takes in the event any more. */
  boolean late(Event event, long partitionClockMillis) {
    return window.late(event.eventTimeMillis(), partitionClockMillis);
  }

  /** The data clock. */
  long clock(long nowMillis) {
    return clocks.dataClock(nowMillis);
  }

  List<PartitionClock> snapshot() {
    return clocks.snapshot();
  }

  /** Waits for the partitions that the snapshot knows. */
  void restore(List<PartitionClock> snapshot) {
    clocks.restore(snapshot, 0);
    snapshot.forEach(each -> assign(each.partition()));
  }
}
