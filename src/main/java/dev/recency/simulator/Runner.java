package dev.recency.simulator;

import dev.recency.format.RawRecord;
import dev.recency.plan.row.Event;
import java.util.List;

/** One operator with its statements: events in, commands out. */
interface Runner {
  /** The name of its state; the same whenever the same statements run. */
  String uid();

  /** Name of the source that all its statements read. */
  String source();

  /** What became of the records in each of its statements. */
  Tally tally();

  /**
   * Takes in an event.
   *
   * @param record that the event was decoded from
   * @param partitionClockMillis the data clock of the event's partition before it
   */
  void take(RawRecord record, Event event, long partitionClockMillis);

  /** Whether its clock is the data clock: silence does not move it. */
  boolean onDataClock();

  /** The data clock waits for a record of this partition. */
  default void assign(int partition) {}

  /** No further record comes: no clock waits for any more. */
  default void end(long nowMillis) {}

  /**
   * Moves the clock of its keys, never back. One that keeps the clocks of partitions itself takes
   * its own instead.
   */
  void advance(long clockMillis, long nowMillis);

  /** Measures its state from now on, if it has any. */
  default void measure(StateSize size) {}

  /** The state, if it has any. */
  List<KeySpaceSnapshot> snapshot();

  /** Continues from any number of snapshots. */
  void restore(List<KeySpaceSnapshot> snapshots);
}
