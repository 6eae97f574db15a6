package dev.recency.flink.keyed;

import org.jspecify.annotations.Nullable;

/**
 * Which entry was the head of the timers of some times, for the times that were used last: a table
 * in which a time takes the place of any other. What it says may be outdated.
 */
final class RecentTimes {
  private static final int BITS = 4;

  private final long[] times = new long[1 << BITS];
  private final @Nullable KeyEntry[] heads = new @Nullable KeyEntry[1 << BITS];

  private static int slot(long millis) {
    return (int) (millis * 0x9E3779B97F4A7C15L >>> (Long.SIZE - BITS));
  }

  /** What was put for this time last, or null. */
  @Nullable KeyEntry get(long millis) {
    int slot = slot(millis);
    return times[slot] == millis ? heads[slot] : null;
  }

  void put(long millis, KeyEntry head) {
    int slot = slot(millis);
    times[slot] = millis;
    heads[slot] = head;
  }

  /** Puts another entry where this one is. */
  void replace(long millis, KeyEntry old, KeyEntry head) {
    int slot = slot(millis);
    if (heads[slot] == old) {
      times[slot] = millis;
      heads[slot] = head;
    }
  }
}
