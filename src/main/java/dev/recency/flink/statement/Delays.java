package dev.recency.flink.statement;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.jspecify.annotations.Nullable;

/**
 * How long commands took, in milliseconds: a histogram of the last {@value #SAMPLES} samples. Every
 * eighth command is one, the first included, because to read the clock costs a twentieth of what a
 * command costs.
 */
final class Delays {
  private static final int SAMPLES = 1_000;
  private static final int EVERY = 8;

  private final Histogram histogram;
  private final @Nullable LongSupplier clock;
  private int untilNext;

  private Delays(Histogram histogram, @Nullable LongSupplier clock) {
    this.histogram = histogram;
    this.clock = clock;
  }

  /**
   * @param clock the wall clock; empty in a replay, where nothing has a delay and none is shown
   */
  static Delays of(MetricGroup group, String name, Optional<LongSupplier> clock) {
    Histogram histogram = new DescriptiveStatisticsHistogram(SAMPLES);
    if (clock.isPresent()) {
      group.histogram(name, histogram);
    }
    return new Delays(histogram, clock.orElse(null));
  }

  /** A command was written now because of something that happened then. */
  void since(long millis) {
    if (clock != null && --untilNext < 0) {
      untilNext = EVERY - 1;
      histogram.update(Math.max(0, clock.getAsLong() - millis));
    }
  }
}
