package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.simulator.SlidingScript.Call;
import dev.recency.simulator.SlidingScript.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The invariants of sliding windows on random scripts, each in its own words and by its number.
 * Invariants 2 and 5 stand in tests of their own.
 */
class SlidingInvariantsTest {
  private static final int STEPS = 500;

  /** One script on the real operator, as a reader of its rows sees it. */
  private record Run(SlidingScript script, SlidingHost host, SlidingReader reader) {
    static Run of(SlidingScript script, long seed) {
      SlidingHost host =
          new SlidingHost(script.statements(), script.mode().decay(), SlidingOperators.real(seed));
      return new Run(script, host, new SlidingReader(script.statements(), host));
    }

    String at(Call call) {
      return "%s of%n%s%nat %s".formatted(script.name(), script.statements(), call);
    }
  }

  @Test
  void invariant1TheLastCommandIsTheTrueValueAtItsAsOf() {
    SlidingSeeds.of("invariant 1")
        .forEach(
            seed -> {
              SlidingScript script =
                  RandomScripts.of(seed, Optional.of(Emit.CHANGES), STEPS, false);
              Run run = Run.of(script, seed);
              Map<Object, Long> asOf = new HashMap<>();
              script.calls().forEach(call -> exact(run, call, asOf));
            });
  }

  /** Every row at its own as-of; after a record also where nothing was to be said. */
  private static void exact(Run run, Call call, Map<Object, Long> asOf) {
    SlidingReader reader = run.reader();
    for (SlidingRow row : reader.call(call)) {
      assertThat(row).as(run.at(call)).isEqualTo(reader.truth(row.subject(), row.asOfMillis()));
      assertThat(asOf.getOrDefault(row.subject(), Long.MIN_VALUE))
          .as(run.at(call))
          .isLessThanOrEqualTo(row.asOfMillis());
      asOf.put(row.subject(), row.asOfMillis());
    }
    if (call instanceof Call.Take take) {
      run.script()
          .statements()
          .keyed(take.event())
          .ifPresent(
              record -> {
                Object key = run.script().statements().identity(record.key());
                for (int i = 0; i < run.script().statements().size(); i++) {
                  lastIsTrue(run, call, List.of(i, key));
                }
              });
    }
  }

  private static void lastIsTrue(Run run, Call call, Object subject) {
    SlidingRow last = run.reader().last(subject);
    if (last != null && !last.tombstone()) {
      assertThat(last).as(run.at(call)).isEqualTo(run.reader().truth(subject, last.asOfMillis()));
    }
  }

  @Test
  void invariant3ItDecays() {
    SlidingSeeds.of("invariant 3")
        .forEach(
            seed -> {
              SlidingScript script = RandomScripts.of(seed, Optional.empty(), STEPS, false);
              Run run = Run.of(script, seed);
              for (Call call : script.calls()) {
                List<SlidingRow> rows = run.reader().call(call);
                if (call instanceof Call.Clock && !rows.isEmpty()) {
                  decayed(run, call, false);
                }
              }
              Call end = new Call.Clock(Long.MAX_VALUE / 2);
              run.reader().call(end);
              decayed(run, end, true);
            });
  }

  /** EMIT FINAL has no tombstones: where HAVING is false over nothing, nothing can be said. */
  private static void decayed(Run run, Call call, boolean all) {
    SlidingReader reader = run.reader();
    for (Object subject : reader.subjects()) {
      boolean over = reader.decayed(subject);
      assertThat(over || !all).as(run.at(call)).isTrue();
      SlidingRow last = reader.last(subject);
      SlidingRow nothing = reader.empty(subject);
      boolean unsaid = run.script().statements().emitFinal() && nothing.tombstone();
      if (over && last != null && !last.tombstone() && !unsaid) {
        assertThat(last.aggregates(run.script().statements()))
            .as(run.at(call))
            .isEqualTo(nothing.aggregates(run.script().statements()));
      }
    }
  }

  @Test
  void invariant4NothingIsKeptForNothing() {
    SlidingSeeds.of("invariant 4")
        .forEach(
            seed -> {
              SlidingScript script = RandomScripts.of(seed, Optional.empty(), STEPS, true);
              Run run = Run.of(script, seed);
              script.calls().forEach(call -> keptForSomething(run, call));
              keptForSomething(run, new Call.Clock(Long.MAX_VALUE / 2));
              assertThat(run.host().keysWithState()).as(script.name()).isZero();
            });
  }

  private static void keptForSomething(Run run, Call call) {
    run.reader().call(call);
    Set<Object> keys = new HashSet<>();
    for (Object subject : run.reader().subjects()) {
      if (!run.reader().decayed(subject)) {
        keys.add(SlidingReader.key(subject));
      }
    }
    assertThat(run.host().keysWithState()).as(run.at(call)).isEqualTo(keys.size());
    assertThat(run.host().timers()).as(run.at(call)).isEqualTo(keys.size());
  }

  /** A restored operator goes on as one that was never interrupted. */
  @Test
  void invariant6ARestoreIsNotSeen() {
    SlidingSeeds.of("invariant 6")
        .forEach(
            seed -> {
              SlidingScript script = RandomScripts.of(seed, Optional.empty(), STEPS, true);
              List<Step> undisturbed =
                  ScriptCase.kept(script.steps()).stream()
                      .filter(step -> step instanceof Step.Take || step instanceof Step.Clock)
                      .toList();
              Run disturbed = Run.of(script, seed);
              script.calls().forEach(disturbed.reader()::call);
              SlidingScript calm = script.with(undisturbed);
              Run other = Run.of(calm, seed);
              calm.calls().forEach(other.reader()::call);
              assertThat(SlidingRules.bySubject(disturbed.reader().all()))
                  .as("%s of%n%s", script.name(), script.statements())
                  .isEqualTo(SlidingRules.bySubject(other.reader().all()));
            });
  }
}
