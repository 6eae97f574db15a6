package dev.recency.window.time;

import dev.recency.plan.TimeWindow;
import dev.recency.window.Instants;

/**
 * Windows and slices by number. Slice i holds the times {@code [i, i + 1) × sliceMillis}, window j
 * begins with slice {@code j × advanceSlices}; both lengths of a window are multiples of a slice.
 *
 * @param sliceMillis the greatest common divisor of size and advance; tumbling: the size
 */
record Grid(
    long sliceMillis,
    long sizeSlices,
    long advanceSlices,
    long sizeMillis,
    long advanceMillis,
    long graceMillis) {

  static Grid of(TimeWindow.Hopping window) {
    long slice = greatestCommonDivisor(window.sizeMillis(), window.advanceMillis());
    return new Grid(
        slice,
        window.sizeMillis() / slice,
        window.advanceMillis() / slice,
        window.sizeMillis(),
        window.advanceMillis(),
        window.graceMillis());
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** The slice of a time, which is not negative. */
  long slice(long timeMillis) {
    return timeMillis / sliceMillis;
  }

  /** The first window over a slice. */
  long firstWindow(long slice) {
    return slice < sizeSlices ? 0 : (slice - sizeSlices) / advanceSlices + 1;
  }

  /** The last window over a slice. */
  long lastWindow(long slice) {
    return slice / advanceSlices;
  }

  /** The first slice of a window. */
  long firstSlice(long window) {
    return window > Long.MAX_VALUE / advanceSlices ? Long.MAX_VALUE : window * advanceSlices;
  }

  /** The slice behind the last one of a window. */
  long endSlice(long window) {
    return Instants.plus(firstSlice(window), sizeSlices);
  }

  long startMillis(long window) {
    return window * advanceMillis;
  }

  /** Where a window ends; at the end of time if it would behind it. */
  long endMillis(long window) {
    return Instants.plus(startMillis(window), sizeMillis);
  }

  /** The first instant at which a window is closed. */
  long closingMillis(long window) {
    return Instants.plus(endMillis(window), graceMillis);
  }

  /** The first window that is open at a clock; at the end of time none is. */
  long firstOpen(long clockMillis) {
    if (clockMillis == Instants.NEVER) {
      return Instants.plus(Long.MAX_VALUE / advanceMillis, 1);
    }
    long start = Instants.minus(Instants.minus(clockMillis, graceMillis), sizeMillis);
    return start < 0 ? 0 : start / advanceMillis + 1;
  }
}
