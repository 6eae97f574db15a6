package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.row.StructValue;
import dev.recency.simulator.CaseResult.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator that breaks one rule is found out, and its case file shows how. */
class SlidingMutantsTest {
  private static final int SEEDS = 20;
  private static final int MOST = SEEDS / 2;
  private static final int STEPS = 300;

  /** In so many of the scripts the mutant does something else than the rules say. */
  private static int found(RunnerOptions.Operators mutant, Emit emit) {
    return (int)
        IntStream.rangeClosed(1, SEEDS)
            .mapToObj(seed -> RandomScripts.of(seed, Optional.of(emit), STEPS, false))
            .filter(script -> SlidingRules.difference(script, mutant).isPresent())
            .count();
  }

  @Test
  void aWindowThatIsAMillisecondTooLongIsFound() {
    assertThat(found(MutantOperators.longerBy(1), Emit.CHANGES)).isGreaterThan(MOST);
    assertThat(found(MutantOperators.longerBy(1), Emit.FINAL)).isGreaterThan(MOST);
  }

  @Test
  void aWindowThatIsAMillisecondTooShortIsFound() {
    assertThat(found(MutantOperators.longerBy(-1), Emit.CHANGES)).isGreaterThan(MOST);
    assertThat(found(MutantOperators.longerBy(-1), Emit.FINAL)).isGreaterThan(MOST);
  }

  @Test
  void valuesThatDoNotDecayAreFound() {
    assertThat(found(MutantOperators.withoutDecay(), Emit.CHANGES)).isGreaterThan(MOST);
  }

  @Test
  void lateEventsThatAreIgnoredAreFound() {
    assertThat(found(MutantOperators.ignoringLateEvents(), Emit.CHANGES)).isGreaterThan(MOST);
    assertThat(found(MutantOperators.ignoringLateEvents(), Emit.FINAL)).isGreaterThan(MOST);
  }

  @Test
  void anAsOfThatStepsBackIsFound() {
    assertThat(found(MutantOperators.steppingBack(), Emit.CHANGES)).isGreaterThan(MOST);
  }

  @Test
  void aSumByPlainAdditionIsFound() {
    SlidingStatements sum =
        new SlidingStatements(
            List.of(
                "CREATE TABLE q0 WITH (KAFKA_TOPIC='q0') AS SELECT k, SUM(d) AS c0 FROM events"
                    + " WINDOW SLIDING (SIZE 20 MILLISECONDS) GROUP BY k EMIT CHANGES;"));
    SlidingEvent first = new SlidingEvent(0, Map.of("K", "k", "D", 1e17), 1, 1);
    SlidingEvent second = new SlidingEvent(0, Map.of("K", "k", "D", 0.1), 2, 2);
    SlidingScript script =
        new SlidingScript(
            "1e17 passes through",
            sum,
            SlidingScript.Mode.REPLAY,
            List.of(
                new SlidingScript.Step.Take(first),
                new SlidingScript.Step.Take(second),
                new SlidingScript.Step.Clock(21)));
    assertThat(SlidingRules.difference(script, SlidingOperators.real(0))).isEmpty();
    assertThat(SlidingRules.difference(script, MutantOperators.addingPlainly()))
        .hasValueSatisfying(
            difference -> assertThat(difference.message()).contains("0.1,").contains("0.0,"));
  }

  @Test
  void aKeyThatARestoreForgetsIsFound() {
    long found =
        IntStream.rangeClosed(1, SEEDS)
            .mapToObj(seed -> RandomScripts.of(seed, Optional.empty(), STEPS, true))
            .filter(
                script ->
                    SlidingRules.difference(
                            script,
                            new SlidingHost(
                                script.statements(),
                                script.mode().decay(),
                                SlidingOperators.real(0),
                                SlidingMutantsTest::withoutFirstKey))
                        .isPresent())
            .count();
    assertThat(found).isGreaterThan(MOST);
  }

  private static KeySpaceSnapshot withoutFirstKey(KeySpaceSnapshot snapshot) {
    Map<StructValue, KeyState> keys = new LinkedHashMap<>(snapshot.keys());
    snapshot.keys().keySet().stream().findFirst().ifPresent(keys::remove);
    return new KeySpaceSnapshot(keys, snapshot.clockMillis());
  }

  @Test
  void aFailingScriptBecomesASmallCaseThatShowsTheFault(@TempDir Path directory)
      throws IOException {
    for (SlidingScript.Mode mode : SlidingScript.Mode.values()) {
      RunnerOptions.Operators mutant = MutantOperators.ignoringLateEvents();
      SlidingScript script =
          IntStream.rangeClosed(1, SEEDS)
              .mapToObj(seed -> RandomScripts.of(seed, Optional.empty(), STEPS, true))
              .filter(each -> each.mode() == mode)
              .filter(each -> SlidingRules.visibleDifference(each, mutant).isPresent())
              .findFirst()
              .orElseThrow();
      SlidingScript small = new FailingScript(script, mutant).shrink();
      assertThat(small.steps()).hasSizeLessThan(10);
      assertThat(small.statements().size()).isEqualTo(1);

      Path file = directory.resolve(mode + ".json");
      ScriptCase.write(small, mutant, file);
      TestCase test = CaseFile.read(file).get(0);
      assertThat(CaseRunner.run(test).outcome()).isEqualTo(Outcome.PASSED);
      assertThat(CaseRunner.run(test, mutant).outcome()).isEqualTo(Outcome.FAILED);
    }
  }

  @Test
  void everyScriptIsACaseThatPasses(@TempDir Path directory) throws IOException {
    for (int seed = 1; seed <= SEEDS; seed++) {
      SlidingScript script = RandomScripts.of(seed, Optional.empty(), STEPS, true);
      Path file = directory.resolve(seed + ".json");
      ScriptCase.write(script, SlidingOperators.real(0), file);
      TestCase test = CaseFile.read(file).get(0);
      CaseResult result = CaseRunner.run(test);
      assertThat(result.outcome()).as(script.name() + result.message()).isEqualTo(Outcome.PASSED);
    }
  }

  @Test
  void aReportNamesTheSeedTheStatementsTheStepsAndTheFile() {
    RunnerOptions.Operators mutant = MutantOperators.withoutDecay();
    SlidingScript script = RandomScripts.of(1, Optional.of(Emit.CHANGES), STEPS, false);
    AssertionError report = new FailingScript(script, mutant).report("mutant");
    assertThat(report)
        .hasMessageContaining("seed [1]")
        .hasMessageContaining("WINDOW SLIDING")
        .hasMessageContaining("Take[event=")
        .hasMessageContaining("bin/recency test target/failing-simulations/mutant-seed-1-.json");
    assertThat(Path.of("target", "failing-simulations", "mutant-seed-1-.json")).exists();
  }
}
