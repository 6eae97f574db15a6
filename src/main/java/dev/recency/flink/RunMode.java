package dev.recency.flink;

import java.util.OptionalLong;

/** Whether the input ends. */
public sealed interface RunMode {
  /** The wall clock rules; the job runs until it is stopped. */
  record Live() implements RunMode {}

  /**
   * The arrival timeline is the wall clock. Each topic is read from its beginning to the end that
   * it has when the job starts, its partitions merged by (arrival, partition, offset).
   *
   * @param untilMillis no record that arrived after this instant is read, and the clock goes on to
   *     it; empty: it ends at the largest event time
   */
  record Replay(OptionalLong untilMillis) implements RunMode {}
}
