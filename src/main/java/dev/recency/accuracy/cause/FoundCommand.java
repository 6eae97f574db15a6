package dev.recency.accuracy.cause;

import dev.recency.accuracy.store.ReplayedStore;

/**
 * What a reader found and what it covers: event times {@code [start, end)}.
 *
 * @param place in the store, or {@link ReplayedStore#MISSING}
 * @param lastEndMillis end of the last window of the same content that it stands for
 * @param asOfMillis its record timestamp
 */
record FoundCommand(
    int place,
    long startMillis,
    long endMillis,
    long lastEndMillis,
    long asOfMillis,
    long visibleAtMillis) {
  private static final FoundCommand NOTHING =
      new FoundCommand(
          ReplayedStore.MISSING,
          Long.MIN_VALUE,
          Long.MIN_VALUE,
          Long.MIN_VALUE,
          Long.MIN_VALUE,
          Long.MIN_VALUE);

  /**
   * The command at a place. Without bounds it covers one window length up to its timestamp.
   *
   * @param sizeMillis of the true window
   */
  static FoundCommand at(ReplayedStore store, int place, long sizeMillis) {
    if (place == ReplayedStore.MISSING) {
      return NOTHING;
    }
    long asOf = store.timestamp(place);
    boolean known = store.bounds(place).known();
    return new FoundCommand(
        place,
        known ? store.bounds(place).startMillis() : asOf - sizeMillis + 1,
        known ? store.bounds(place).endMillis() : asOf + 1,
        known ? store.lastEnd(place) : asOf + 1,
        asOf,
        store.visibleAt(place));
  }

  boolean missing() {
    return place == ReplayedStore.MISSING;
  }
}
