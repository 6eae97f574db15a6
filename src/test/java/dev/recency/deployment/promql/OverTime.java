package dev.recency.deployment.promql;

import java.util.NavigableMap;
import java.util.OptionalDouble;

/** Functions of the samples of one series in a range. */
final class OverTime {
  private static final double SECOND = 1_000;

  private OverTime() {}

  /** The value; empty if there are too few samples. */
  static OptionalDouble of(
      String function, NavigableMap<Long, Double> samples, long fromMillis, long toMillis) {
    if (function.equals("max_over_time")) {
      return samples.values().stream().mapToDouble(Double::doubleValue).max();
    }
    if (samples.size() < 2) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        switch (function) {
          case "increase" -> increase(samples, fromMillis, toMillis);
          case "rate" -> increase(samples, fromMillis, toMillis) * SECOND / (toMillis - fromMillis);
          case "deriv" -> slope(samples);
          default -> throw new IllegalArgumentException("no function [" + function + "]");
        });
  }

  /** As Prometheus extrapolates: to the ends of the range, if samples come close to them. */
  private static double increase(
      NavigableMap<Long, Double> samples, long fromMillis, long toMillis) {
    double total = 0;
    double before = samples.firstEntry().getValue();
    for (double value : samples.values()) {
      total += value < before ? value : value - before;
      before = value;
    }
    double seen = samples.lastKey() - samples.firstKey();
    double apart = seen / (samples.size() - 1);
    double atStart = reach(samples.firstKey() - fromMillis, apart);
    if (total > 0) {
      atStart = Math.min(atStart, seen * samples.firstEntry().getValue() / total);
    }
    return total * (seen + atStart + reach(toMillis - samples.lastKey(), apart)) / seen;
  }

  private static double reach(double gap, double apart) {
    return gap < apart * 1.1 ? gap : apart / 2;
  }

  /** Of the line of least squares, per second. */
  private static double slope(NavigableMap<Long, Double> samples) {
    double times = samples.keySet().stream().mapToLong(each -> each).average().orElseThrow();
    double values = samples.values().stream().mapToDouble(each -> each).average().orElseThrow();
    double together = 0;
    double squares = 0;
    for (var sample : samples.entrySet()) {
      double time = sample.getKey() - times;
      together += time * (sample.getValue() - values);
      squares += time * time;
    }
    return together / squares * SECOND;
  }
}
