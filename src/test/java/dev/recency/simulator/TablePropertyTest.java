package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Tables with replaced, deleted and keyless rows, through statements over statements: every command
 * is the one that a computation from all rows gives.
 */
class TablePropertyTest {
  private static final int STEPS = 120;

  @Test
  void everyCommandIsWhatAllRowsGiveFromScratch() {
    SlidingSeeds.of("TablePropertyTest")
        .forEach(
            seed ->
                assertThat(new TableRun(seed, TableMutants.none()).difference(STEPS))
                    .as("seed [%d]", seed)
                    .isEmpty());
  }
}
