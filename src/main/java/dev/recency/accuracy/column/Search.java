package dev.recency.accuracy.column;

/** Binary search in a stretch of ascending values. O(log n). */
public final class Search {
  private Search() {}

  /** The first place of {@code [from, to)} whose value is above the bound, or {@code to}. */
  public static int firstAbove(long[] ascending, int from, int to, long bound) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] > bound) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The first place of {@code [from, to)} whose value is at least the bound, or {@code to}. */
  public static int firstAtLeast(long[] ascending, int from, int to, long bound) {
    return bound == Long.MIN_VALUE ? from : firstAbove(ascending, from, to, bound - 1);
  }
}
