package dev.recency.simulator;

import dev.recency.window.SlidingWindows;
import dev.recency.window.log.LogSizes;
import java.util.List;

/** The operators that tests run. */
final class SlidingOperators {
  /** Small chunks and pages, so that a few events are enough to seal, split and drop them. */
  private static final List<LogSizes> SIZES =
      List.of(LogSizes.DEFAULT, new LogSizes(4, 3), new LogSizes(2, 2), new LogSizes(7, 4));

  private SlidingOperators() {}

  /** The real one; how its log is cut depends on the seed. */
  static RunnerOptions.Operators real(long seed) {
    LogSizes sizes = SIZES.get((int) Math.floorMod(seed, SIZES.size()));
    return (log, having, decay) -> SlidingWindows.of(log, having, decay, sizes);
  }
}
