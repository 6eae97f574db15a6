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
  /** When rows are emitted. */
  public enum Emit {
    /** At each arrival and each decay. */
    CHANGES,
    /** Once per instant at which the value changes, when the clock has passed it. */
    FINAL
  }
}
