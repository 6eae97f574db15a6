package dev.recency.deployment.promql;

/**
 * Checkpoints every ten seconds, and of which of them the balance is shown.
 *
 * @param firstMillis when the first is triggered
 * @param balanceMillis the interval of which the first completed one is shown
 */
record Checkpoints(long firstMillis, long balanceMillis) {
  private static final long INTERVAL = 10_000;
  private static final long DURATION = 1_500;

  /** The one that is shown at a time; −1: none yet. */
  long shown(long atMillis) {
    long shown = -1;
    long interval = -1;
    for (long id = 0; id * INTERVAL + firstMillis + DURATION <= atMillis; id++) {
      long own = (id * INTERVAL + firstMillis) / balanceMillis;
      shown = own == interval ? shown : id;
      interval = own;
    }
    return shown;
  }
}
