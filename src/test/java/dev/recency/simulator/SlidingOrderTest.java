package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.simulator.SlidingScript.Call;
import dev.recency.simulator.SlidingScript.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Invariants 2 and 6: neither the order in which events arrive nor a restart matters. */
class SlidingOrderTest {
  private static final int STEPS = 500;

  @Test
  void invariant2AnyPermutationLeavesTheSameLastValues() {
    SlidingSeeds.of("invariant 2, EMIT CHANGES")
        .forEach(
            seed -> {
              SlidingScript script =
                  RandomScripts.of(seed, Optional.of(Emit.CHANGES), STEPS, false);
              SlidingScript permuted = script.with(permuted(script.steps(), new Random(-seed)));
              assertThat(LastValues.of(permuted, seed))
                  .as("%s of%n%s", script.name(), script.statements())
                  .isEqualTo(LastValues.of(script, seed));
            });
  }

  /** The records change places; the clock is read where it was. */
  private static List<Step> permuted(List<Step> steps, Random random) {
    List<Step> takes = new ArrayList<>(steps.stream().filter(Step.Take.class::isInstance).toList());
    Collections.shuffle(takes, random);
    List<Step> permuted = new ArrayList<>();
    for (Step step : steps) {
      permuted.add(step instanceof Step.Take ? takes.remove(0) : step);
    }
    return permuted;
  }

  @Test
  void invariant2DisorderWithinTheGraceLeavesTheSameRows() {
    SlidingSeeds.of("invariant 2, EMIT FINAL")
        .forEach(
            seed -> {
              SlidingScript script = RandomScripts.of(seed, Optional.of(Emit.FINAL), STEPS, false);
              Random random = new Random(-seed);
              assertThat(rows(withinGrace(script, random), seed))
                  .as("%s of%n%s", script.name(), script.statements())
                  .isEqualTo(rows(withinGrace(script, random), seed));
            });
  }

  /** Each record at most GRACE PERIOD after its time, so that none is late. */
  private static SlidingScript withinGrace(SlidingScript script, Random random) {
    Map<Step, Long> places = new HashMap<>();
    List<Step> takes = new ArrayList<>();
    for (Step step : script.steps()) {
      if (step instanceof Step.Take take && places.get(step) == null) {
        long delay = random.nextLong(script.statements().graceMillis() + 1);
        places.put(step, take.event().timeMillis() + delay);
        takes.add(step);
      }
    }
    takes.sort(Comparator.comparing(places::get));
    List<Step> steps = new ArrayList<>();
    for (Step take : takes) {
      steps.add(take);
      if (random.nextInt(8) == 0) {
        steps.add(new Step.Clock(Long.MAX_VALUE));
      }
    }
    steps.add(new Step.Clock(Long.MAX_VALUE));
    return script.with(steps);
  }

  /** What a crash undoes comes again in another order, and the result is the same. */
  @Test
  void invariant6RestartChangesNothingThatAReaderCanRelyOn() {
    SlidingSeeds.of("invariant 6")
        .forEach(
            seed -> {
              SlidingScript script = RandomScripts.of(seed, Optional.empty(), STEPS, true);
              SlidingScript calm = script.with(withoutCrashes(script.steps()));
              if (script.statements().emitFinal()) {
                assertThat(LastValues.rows(ended(script), seed))
                    .as("%s of%n%s", script.name(), script.statements())
                    .isEqualTo(LastValues.rows(ended(calm), seed));
              } else {
                assertThat(LastValues.of(script, seed))
                    .as("%s of%n%s", script.name(), script.statements())
                    .isEqualTo(LastValues.of(calm, seed));
              }
            });
  }

  private static SlidingScript ended(SlidingScript script) {
    List<Step> steps = new ArrayList<>(script.steps());
    steps.add(new Step.Clock(Long.MAX_VALUE));
    return script.with(steps);
  }

  /** Each record once, where it came first. */
  private static List<Step> withoutCrashes(List<Step> steps) {
    Set<SlidingEvent> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return steps.stream()
        .filter(
            step ->
                step instanceof Step.Clock
                    || (step instanceof Step.Take take && seen.add(take.event())))
        .toList();
  }

  private static Map<List<Object>, List<SlidingRow>> rows(SlidingScript script, long seed) {
    SlidingHost host =
        new SlidingHost(script.statements(), script.mode().decay(), SlidingOperators.real(seed));
    List<SlidingRow> rows = new ArrayList<>();
    for (Call call : script.calls()) {
      assertThat(call instanceof Call.Take take && take.late()).as(script.name()).isFalse();
      rows.addAll(host.call(call));
    }
    return SlidingRules.bySubject(rows);
  }
}
