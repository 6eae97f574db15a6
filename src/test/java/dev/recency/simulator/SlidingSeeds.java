package dev.recency.simulator;

import dev.recency.operator.Seeds;
import java.util.stream.LongStream;

/** The seeds of the tests of sliding windows: 300, or as many as {@code -Dseeds=} says. */
final class SlidingSeeds {
  private static final int PER_BUILD = 300;

  private SlidingSeeds() {}

  static LongStream of(String test) {
    return Seeds.of(test, Integer.getInteger("seeds", PER_BUILD));
  }
}
