package dev.recency.ksqldb;

/** EMIT FINAL tries to emit at most once per interval of the wall clock, in vain or not. */
final class Throttle {
  private final long intervalMillis;
  private long nextMillis = Long.MIN_VALUE;

  /**
   * @param intervalMillis 0: no throttle
   */
  Throttle(long intervalMillis) {
    this.intervalMillis = intervalMillis;
  }

  /** Whether this may be an attempt; if so, it is the one of its interval. */
  boolean attempt(long nowMillis) {
    if (nowMillis < nextMillis) {
      return false;
    }
    nextMillis = nowMillis + intervalMillis;
    return true;
  }
}
