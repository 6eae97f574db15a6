package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.simulator.TimeWindowCase.Kind;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * TUMBLING, HOPPING and SESSION on random events against what they must say, from scratch: disorder,
 * several partitions, late events, HAVING, live headers forgotten, restores at any step, the edge
 * of the epoch and of time.
 */
class TimeWindowsPropertyTest {
  private static final int STEPS = 150;

  @ParameterizedTest
  @CsvSource({
    "TUMBLING, CHANGES",
    "TUMBLING, FINAL",
    "HOPPING, CHANGES",
    "HOPPING, FINAL",
    "MILLISECOND, CHANGES",
    "MILLISECOND, FINAL",
    "SESSION, CHANGES",
    "SESSION, FINAL"
  })
  void everyRowIsWhatItMustBe(Kind kind, Emit emit) {
    SlidingSeeds.of(kind + " " + emit)
        .forEach(
            seed -> {
              Random random = new Random(seed);
              TimeWindowCase test = TimeWindowCase.of(random, kind, emit);
              assertThat(TimeWindowRun.difference(test, random, STEPS, test::operator))
                  .as("seed [%s]", seed)
                  .isEmpty();
            });
  }
}
