package dev.recency.accuracy.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * A distribution of errors, or of delays in milliseconds.
 *
 * @param count of all values
 * @param infinite how many of them are infinite: a delay that never ended, an error from or to a
 *     value that is not finite
 * @param mean of the finite ones; a quantile may be infinite
 * @param bins how many are in {@code (from, upTo]}, ascending; the first is exactly 0
 */
public record Spread(
    long count,
    long infinite,
    double mean,
    double p50,
    double p95,
    double p99,
    double max,
    List<Bin> bins) {
  private static final int BINS_PER_DECADE = 3;
  private static final int[] STEPS = {1, 2, 5};

  /** Values in {@code (from, upTo]}; {@code from == upTo} is exactly that value. */
  public record Bin(double from, double upTo, long count) {}

  public Spread {
    bins = List.copyOf(bins);
  }

  static Spread of(Distribution values) {
    List<Bin> bins = new ArrayList<>();
    bins.add(new Bin(0, 0, values.zeros()));
    double largest = values.largestFinite();
    double from = 0;
    for (int step = -2 * BINS_PER_DECADE; from < largest; step++) {
      int decade = Math.floorDiv(step, BINS_PER_DECADE);
      double upTo = Double.parseDouble(STEPS[Math.floorMod(step, BINS_PER_DECADE)] + "e" + decade);
      bins.add(new Bin(from, upTo, values.countIn(from, upTo)));
      from = upTo;
    }
    return new Spread(
        values.count(),
        values.infinite(),
        values.mean(),
        values.quantile(0.5),
        values.quantile(0.95),
        values.quantile(0.99),
        values.max(),
        bins);
  }
}
