package dev.recency.plan;

/**
 * {@code WINDOW SLIDING}: at instant T it holds the events of {@code (T − sizeMillis, T]}.
 *
 * @param sizeMillis above 0
 * @param advanceMillis ADVANCE BY: instants at which events leave are rounded up to a multiple of
 *     it; 1 if there is none
 * @param emit when rows are emitted
 * @param graceMillis GRACE PERIOD, only with FINAL; else 0
 */
public record SlidingWindow(long sizeMillis, long advanceMillis, Emit emit, long graceMillis) {
  /**
   * Whether an event of final rows comes too late to be in any of them: the data clock of its own
   * partition before it, Long.MIN_VALUE if it has none, has passed it by more than the grace.
   */
  public boolean late(long eventTimeMillis, long partitionClockMillis) {
    return emit == Emit.FINAL
        && partitionClockMillis > eventTimeMillis
        && partitionClockMillis - graceMillis > eventTimeMillis;
  }

  /** When rows are emitted. */
  public enum Emit {
    /** At each arrival and each decay. */
    CHANGES,
    /** Once per instant at which the value changes, when the clock has passed it. */
    FINAL
  }
}
