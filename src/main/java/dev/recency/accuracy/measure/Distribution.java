package dev.recency.accuracy.measure;

import dev.recency.accuracy.column.LongColumn;
import java.util.Arrays;

/**
 * Exact quantiles of non-negative numbers. Zeros are counted and not kept, so a system that is
 * nearly always right costs nothing. A NaN counts as infinite.
 */
final class Distribution {
  private final LongColumn kept = new LongColumn();
  private long zeros;
  private long infinite;
  private double sum;
  private long[] sorted = new long[0];

  void add(double value) {
    if (value == 0) {
      zeros++;
    } else if (Double.isFinite(value)) {
      kept.add(Double.doubleToLongBits(value)); // of non-negative doubles the bits sort alike
      sum += value;
    } else {
      infinite++;
    }
  }

  long count() {
    return zeros + kept.size() + infinite;
  }

  /** Values that are infinite or NaN. */
  long infinite() {
    return infinite;
  }

  /** Mean of the finite values; 0 of none. */
  double mean() {
    long finite = zeros + kept.size();
    return finite == 0 ? 0 : sum / finite;
  }

  /** The smallest value that at least this share of all is not above; infinity among them. */
  double quantile(double share) {
    sort();
    long rank = Math.max(1, (long) Math.ceil(share * count()));
    if (rank <= zeros || count() == 0) {
      return 0;
    }
    return rank - zeros > sorted.length
        ? Double.POSITIVE_INFINITY
        : Double.longBitsToDouble(sorted[(int) (rank - zeros - 1)]);
  }

  double max() {
    return quantile(1);
  }

  /** How many finite values are above 0 and in {@code (after, upTo]}. */
  long countIn(double after, double upTo) {
    sort();
    return upTo(upTo) - upTo(after);
  }

  private long upTo(double bound) {
    if (bound <= 0) {
      return 0;
    }
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Double.longBitsToDouble(sorted[middle]) > bound) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The largest finite value. */
  double largestFinite() {
    sort();
    return sorted.length == 0 ? 0 : Double.longBitsToDouble(sorted[sorted.length - 1]);
  }

  long zeros() {
    return zeros;
  }

  private void sort() {
    if (sorted.length != kept.size()) {
      sorted = kept.toArray();
      Arrays.sort(sorted);
    }
  }
}
