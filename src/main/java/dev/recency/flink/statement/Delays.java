package dev.recency.flink.statement;

import java.util.function.LongSupplier;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * How long commands took, in milliseconds: a histogram of the last {@value #SAMPLES} samples. Every
 * eighth command is one, the first included, because to read the clock costs a twentieth of what a
 * command costs.
 */
final class Delays {
  private static final int SAMPLES = 1_000;
  private static final int EVERY = 8;

  private final Histogram histogram;
  private final LongSupplier clock;
  private int untilNext;

  private Delays(Histogram histogram, LongSupplier clock) {
    this.histogram = histogram;
    this.clock = clock;
  }

  static Delays shown(MetricGroup group, String name, LongSupplier clock) {
    return new Delays(group.histogram(name, new DescriptiveStatisticsHistogram(SAMPLES)), clock);
  }

  /** A command was written now because of something that happened then. */
  void since(long millis) {
    if (--untilNext < 0) {
      untilNext = EVERY - 1;
      histogram.update(Math.max(0, clock.getAsLong() - millis));
    }
  }
}
