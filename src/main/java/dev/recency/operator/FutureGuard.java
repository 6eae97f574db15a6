package dev.recency.operator;

/**
 * Refuses events from the future before they can move a clock (reason {@code FUTURE_TIMESTAMP}).
 *
 * @param maxFutureMillis how far ahead is still accepted; exactly this far is
 * @param timestampColumn whether the source takes its event time from a column, so that the arrival
 *     is an independent witness
 * @param live whether the wall clock is asked too; it is not in a replay
 */
public record FutureGuard(long maxFutureMillis, boolean timestampColumn, boolean live) {

  public FutureGuard {
    if (maxFutureMillis < 0) {
      throw new IllegalArgumentException(
          "event.max-future [" + maxFutureMillis + " ms] must not be negative");
    }
  }

  /** Whether this event must be rejected. */
  public boolean rejects(long eventTimeMillis, long arrivalMillis, long nowMillis) {
    return (timestampColumn && ahead(eventTimeMillis, arrivalMillis))
        || (live && ahead(eventTimeMillis, nowMillis));
  }

  private boolean ahead(long eventTimeMillis, long witnessMillis) {
    long limit = witnessMillis + maxFutureMillis;
    boolean overflow = witnessMillis > 0 && limit < 0;
    return !overflow && eventTimeMillis > limit;
  }
}
