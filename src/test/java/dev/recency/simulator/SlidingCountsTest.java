package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.operator.ClockOptions;
import dev.recency.simulator.SlidingScript.Step;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every record of a random script, and garbage between them, is somewhere in the counts. */
class SlidingCountsTest {
  private static final int STEPS = 500;
  private static final int PARTITIONS = 3;
  private static final int GARBAGE_EVERY = 17;

  /** What the records of one partition must come to, counted by hand. */
  private static final class Tally {
    private long read;
    private long neitherAcceptedNorLate;
  }

  @Test
  void invariant5NothingIsSilentlyLost() {
    long late = SlidingSeeds.of("invariant 5").map(seed -> check(seed)).reduce(0, Long::sum);
    assertThat(late).as("late records of all seeds").isPositive();
  }

  private static long check(long seed) {
    SlidingScript script = RandomScripts.of(seed, Optional.empty(), STEPS, false);
    SlidingStatements statements = script.statements();
    Simulator simulator = new Simulator(statements.plan(), ClockOptions.DEFAULT, command -> {});
    Tally[] tallies = new Tally[PARTITIONS];
    for (int partition = 0; partition < PARTITIONS; partition++) {
      tallies[partition] = new Tally();
    }
    for (Step step : script.steps()) {
      if (step instanceof Step.Take take) {
        send(simulator, statements, take.event(), tallies);
      }
    }
    return compare("seed [" + seed + "]", simulator, statements, tallies);
  }

  private static void send(
      Simulator simulator, SlidingStatements statements, SlidingEvent event, Tally[] tallies) {
    Tally tally = tallies[event.partition()];
    boolean garbage = tally.read % GARBAGE_EVERY == 0;
    String value = garbage ? "{" : event.json().toString();
    simulator.process(
        Records.record(
            "events", event.partition(), tally.read, event.arrivalMillis(), null, value));
    tally.read++;
    boolean future =
        event.timeMillis() - event.arrivalMillis() > ClockOptions.DEFAULT.maxFutureMillis();
    if (garbage || future || statements.keyed(event).isEmpty()) {
      tally.neitherAcceptedNorLate++;
    }
  }

  private static long compare(
      String name, Simulator simulator, SlidingStatements statements, Tally[] tallies) {
    long late = 0;
    for (int statement = 0; statement < statements.size(); statement++) {
      String id = statements.log().statements().get(statement).id();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        StatementCounts counts = simulator.counts(id, partition);
        String at = name + " statement [" + id + "] partition [" + partition + "] " + counts;
        assertThat(counts.read()).as(at).isEqualTo(tallies[partition].read);
        assertThat(counts.balanced()).as(at).isTrue();
        assertThat(counts.filtered() + counts.rejected())
            .as(at)
            .isEqualTo(tallies[partition].neitherAcceptedNorLate);
        late += counts.late();
      }
    }
    return late;
  }
}
