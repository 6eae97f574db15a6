package dev.recency.operator;

/**
 * How clocks treat silence and the future.
 *
 * @param idleTimeoutMillis a partition without a record for this long is idle
 * @param idleMarginMillis a silent partition counts as having reached now minus this
 * @param clockIntervalMillis how often a live clock is read
 * @param maxFutureMillis how far ahead of its arrival an event may be
 */
public record ClockOptions(
    long idleTimeoutMillis, long idleMarginMillis, long clockIntervalMillis, long maxFutureMillis) {

  /** Idle after 30 s, margin 1 s, read every 200 ms, at most 1 min ahead. */
  public static final ClockOptions DEFAULT = new ClockOptions(30_000, 1_000, 200, 60_000);

  public ClockOptions {
    notNegative("clock.idle-timeout", idleTimeoutMillis);
    notNegative("clock.idle-margin", idleMarginMillis);
    notNegative("event.max-future", maxFutureMillis);
    if (clockIntervalMillis < 1) {
      throw new IllegalArgumentException(
          "clock.interval [" + clockIntervalMillis + " ms] must be at least 1 ms");
    }
  }

  private static void notNegative(String option, long millis) {
    if (millis < 0) {
      throw new IllegalArgumentException(option + " [" + millis + " ms] must not be negative");
    }
  }
}
