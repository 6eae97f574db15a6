package dev.recency.ksqldb;

/**
 * Where a window begins and ends, milliseconds since the epoch. TUMBLING and HOPPING: the end is
 * outside; SESSION: the times of the first and the last event. Without a window both are 0.
 */
record Bounds(long startMillis, long endMillis) {
  static final Bounds NONE = new Bounds(0, 0);
}
