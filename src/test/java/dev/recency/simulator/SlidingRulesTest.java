package dev.recency.simulator;

import dev.recency.plan.SlidingWindow.Emit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random scripts: every command, outcome and key with state is the one that the rules demand. */
class SlidingRulesTest {
  private static final int STEPS = 500;

  @Test
  void emitChangesGivesTheCommandsThatTheRulesDemand() {
    check("emit-changes", Emit.CHANGES, false);
  }

  @Test
  void emitFinalGivesTheRowsThatTheRulesDemand() {
    check("emit-final", Emit.FINAL, false);
  }

  @Test
  void bothDoThroughCrashesAndRescaling() {
    check("crashes", null, true);
  }

  private static void check(String test, @Nullable Emit emit, boolean crashes) {
    SlidingSeeds.of(test)
        .forEach(
            seed -> {
              SlidingScript script =
                  RandomScripts.of(seed, Optional.ofNullable(emit), STEPS, crashes);
              RunnerOptions.Operators operators = SlidingOperators.real(seed);
              if (SlidingRules.difference(script, operators).isPresent()) {
                throw new FailingScript(script, operators).report(test);
              }
            });
  }
}
