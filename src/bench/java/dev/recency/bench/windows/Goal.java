package dev.recency.bench.windows;

import dev.recency.bench.Spread;
import java.util.ArrayList;
import java.util.List;

/**
 * What the cost of one variant is to be, compared with another in the same round.
 *
 * @param subject a variant of the suite
 * @param against another one
 * @param measure what is divided: the subject's by the other's
 * @param least the median is to be at least so much
 * @param most and at most so much
 */
record Goal(String subject, String against, Measure measure, double least, double most) {
  /** What can be compared. */
  enum Measure {
    /** Events per second. */
    THROUGHPUT,
    /** Nanoseconds of CPU per event, of the whole process. */
    CPU
  }

  static Goal throughput(String subject, String against, double least) {
    return new Goal(subject, against, Measure.THROUGHPUT, least, Double.POSITIVE_INFINITY);
  }

  static Goal flat(String subject, String against) {
    return new Goal(subject, against, Measure.THROUGHPUT, 0.9, 1.1);
  }

  static Goal cpuAtLeast(String subject, String against, double least) {
    return new Goal(subject, against, Measure.CPU, least, Double.POSITIVE_INFINITY);
  }

  static Goal cpuAtMost(String subject, String against, double most) {
    return new Goal(subject, against, Measure.CPU, 0, most);
  }

  /** Round by round, so that a slow moment of the machine counts on both sides. */
  Spread ratio(Results results) {
    return ratio(measure, results.of(subject), results.of(against));
  }

  static Spread ratio(Measure measure, List<Cost> subject, List<Cost> against) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < subject.size(); round++) {
      Cost one = subject.get(round);
      Cost other = against.get(round);
      ratios.add(
          measure == Measure.CPU
              ? one.cpuNanos() / other.cpuNanos()
              : other.wallNanos() / one.wallNanos());
    }
    return Spread.of(ratios);
  }

  boolean reached(Results results) {
    double median = ratio(results).median();
    return median >= least && median <= most;
  }

  String bound() {
    if (most == Double.POSITIVE_INFINITY) {
      return "at least " + least;
    }
    return least == 0 ? "at most " + most : least + " to " + most;
  }
}
