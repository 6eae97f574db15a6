package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.simulator.TimeWindowCase.Kind;
import dev.recency.simulator.TimeWindowMutants.Mutant;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** An operator that breaks one rule of the windows of the dialect is found out. */
class TimeWindowMutantsTest {
  private static final int SEEDS = 20;
  private static final int STEPS = 150;

  private static long found(Mutant mutant, Kind kind, Emit emit) {
    return LongStream.rangeClosed(1, SEEDS)
        .filter(
            seed -> {
              Random random = new Random(seed);
              TimeWindowCase test = TimeWindowCase.of(random, kind, emit);
              return TimeWindowRun.difference(test, random, STEPS, () -> mutant.apply(test))
                  .isPresent();
            })
        .count();
  }

  private static void isFound(Mutant mutant, int least, Kind... kinds) {
    for (Kind kind : kinds) {
      for (Emit emit : Emit.values()) {
        assertThat(found(mutant, kind, emit)).as(kind + " " + emit).isGreaterThan(least);
      }
    }
  }

  @Test
  void aWindowThatIsAMillisecondTooLongIsFound() {
    isFound(TimeWindowMutants.longerBy(1), SEEDS / 2, Kind.HOPPING, Kind.MILLISECOND);
  }

  @Test
  void mergingAMillisecondTooFarIsFound() {
    isFound(TimeWindowMutants.longerBy(1), SEEDS / 2, Kind.SESSION);
  }

  @Test
  void mergingAMillisecondTooLittleIsFound() {
    isFound(TimeWindowMutants.longerBy(-1), SEEDS / 4, Kind.SESSION);
  }

  @Test
  void aWindowThatClosesAMillisecondTooLateIsFound() {
    isFound(TimeWindowMutants.gracefulBy(1), SEEDS / 3, Kind.values());
  }

  @Test
  void aWindowThatClosesAMillisecondTooEarlyIsFound() {
    isFound(TimeWindowMutants.aheadBy(1), SEEDS / 6, Kind.values());
  }

  @Test
  void aLateRecordThatIsAcceptedIsFound() {
    isFound(TimeWindowMutants.judging(clock -> Long.MIN_VALUE), SEEDS / 4, Kind.values());
  }

  @Test
  void aRecordThatIsLateOneMillisecondTooEarlyIsFound() {
    isFound(
        TimeWindowMutants.judging(clock -> clock == Long.MAX_VALUE ? clock : clock + 1),
        SEEDS / 10,
        Kind.values());
  }

  @Test
  void aSliceThatIsCombinedTwiceIsFound() {
    isFound(
        TimeWindowMutants.combiningTwice(),
        SEEDS / 4,
        Kind.HOPPING,
        Kind.MILLISECOND,
        Kind.SESSION);
  }

  @Test
  void tombstonesThatAreKeptBackAreFound() {
    assertThat(found(TimeWindowMutants.withoutTombstones(), Kind.SESSION, Emit.CHANGES))
        .isGreaterThan(SEEDS / 2);
    assertThat(found(TimeWindowMutants.withoutTombstones(), Kind.HOPPING, Emit.CHANGES))
        .isGreaterThan(SEEDS / 4);
  }

  @Test
  void theOperatorsThemselvesPass() {
    for (Kind kind : Kind.values()) {
      for (Emit emit : Emit.values()) {
        assertThat(found(TimeWindowCase::operator, kind, emit)).as(kind + " " + emit).isZero();
      }
    }
  }
}
