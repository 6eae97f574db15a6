package dev.recency.ksqldb.streams;

import java.util.TreeMap;

/**
 * How many bytes of windows ksqlDB has to hold: those that start no longer than some retention before
 * the newest one, whatever else the reference keeps so that it loses none. O(log n) time per change,
 * n starts.
 */
final class HeldWindows {
  private final long retentionMillis;
  private final TreeMap<Long, Long> bytesByStart = new TreeMap<>();
  private long bytes;
  private volatile long largestBytes;

  HeldWindows(long retentionMillis) {
    this.retentionMillis = retentionMillis;
  }

  /** A window has become so much larger, or smaller. */
  void changed(long startMillis, long moreBytes) {
    if (!bytesByStart.isEmpty() && startMillis < bytesByStart.lastKey() - retentionMillis) {
      return;
    }
    bytesByStart.merge(startMillis, moreBytes, Long::sum);
    bytes += moreBytes;
    while (bytesByStart.firstKey() < bytesByStart.lastKey() - retentionMillis) {
      bytes -= bytesByStart.pollFirstEntry().getValue();
    }
    if (bytes > largestBytes) {
      largestBytes = bytes;
    }
  }

  /** The store is empty again. */
  void clear() {
    bytesByStart.clear();
    bytes = 0;
  }

  /** What was held at most after any change. */
  long largestBytes() {
    return largestBytes;
  }
}
