package dev.recency.simulator;

import dev.recency.simulator.SlidingRules.Difference;
import dev.recency.simulator.SlidingScript.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a script that fails as small as it gets, writes it as a case file and says so. */
final class FailingScript {
  private static final int MAX_RUNS = 3_000;

  private final RunnerOptions.Operators operators;
  private final boolean visible;
  private SlidingScript script;
  private Difference difference;
  private int runs;

  /**
   * @param script breaks the rules on these operators; if a reader can see it, what it is made to
   *     will show it too
   */
  FailingScript(SlidingScript script, RunnerOptions.Operators operators) {
    this.script = script;
    this.operators = operators;
    visible = SlidingRules.visibleDifference(script, operators).isPresent();
    difference =
        check(script).orElseThrow(() -> new IllegalArgumentException("the script keeps the rules"));
  }

  private Optional<Difference> check(SlidingScript each) {
    return visible
        ? SlidingRules.visibleDifference(each, operators)
        : SlidingRules.difference(each, operators);
  }

  /** Drops steps and statements, greedily, while it still fails. */
  SlidingScript shrink() {
    attempt(script.with(script.steps().subList(0, difference.step() + 1)));
    for (int size = script.steps().size() / 2; size >= 1; size /= 2) {
      for (int from = script.steps().size() - size; from >= 0; from -= size) {
        attempt(script.with(without(from, size)));
        from = Math.min(from, script.steps().size());
      }
    }
    List<String> sql = script.statements().sql();
    for (int index = sql.size() - 1; index >= 1 && sql.size() > 2; index--) {
      List<String> fewer = new ArrayList<>(sql.subList(1, sql.size()));
      fewer.remove(index - 1);
      SlidingStatements statements = new SlidingStatements(fewer);
      if (attempt(new SlidingScript(script.name(), statements, script.mode(), script.steps()))) {
        sql = statements.sql();
      }
    }
    return script;
  }

  private List<Step> without(int from, int size) {
    List<Step> steps = new ArrayList<>(script.steps());
    steps.subList(Math.min(from, steps.size()), Math.min(from + size, steps.size())).clear();
    return steps;
  }

  private boolean attempt(SlidingScript smaller) {
    if (runs++ > MAX_RUNS) {
      return false;
    }
    Optional<Difference> found = check(smaller);
    found.ifPresent(
        each -> {
          script = smaller;
          difference = each;
        });
    return found.isPresent();
  }

  /** What went wrong, with the smallest script, and where its case file is. */
  AssertionError report(String test) {
    shrink();
    Path file = Path.of("target", "failing-simulations", test + "-" + fileName() + ".json");
    try {
      ScriptCase.write(script, operators, file);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + file, e);
    }
    return new AssertionError(
        "%s: %s%n  step [%d] %s%n  statements (%s):%n    %s%n  steps:%n    %s%n  bin/recency test %s"
            .formatted(
                test,
                script.name(),
                difference.step(),
                difference.message(),
                script.mode(),
                String.join("\n    ", script.statements().sql()),
                script.steps().stream().map(Step::toString).collect(Collectors.joining("\n    ")),
                file));
  }

  private String fileName() {
    return script.name().replaceAll("[^0-9A-Za-z]+", "-");
  }
}
