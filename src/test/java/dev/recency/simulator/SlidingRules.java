package dev.recency.simulator;

import dev.recency.operator.Outcome;
import dev.recency.simulator.SlidingScript.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs a script on the operator and on the rules, call by call. */
final class SlidingRules {
  private SlidingRules() {}

  /**
   * Where the operator first does something else than the rules say.
   *
   * @param step index of the step
   */
  record Difference(int step, String message) {}

  /** The first difference; one is also that the operator throws. */
  static Optional<Difference> difference(SlidingScript script, RunnerOptions.Operators operators) {
    return difference(
        script, new SlidingHost(script.statements(), script.mode().decay(), operators));
  }

  /** The first difference that a reader of the rows can see. */
  static Optional<Difference> visibleDifference(
      SlidingScript script, RunnerOptions.Operators operators) {
    return difference(
        script, new SlidingHost(script.statements(), script.mode().decay(), operators), true);
  }

  /** The first difference on a host that has seen nothing yet. */
  static Optional<Difference> difference(SlidingScript script, SlidingHost host) {
    return difference(script, host, false);
  }

  private static Optional<Difference> difference(
      SlidingScript script, SlidingHost host, boolean visible) {
    SlidingOracle oracle = new SlidingOracle(script.statements(), script.mode().decay());
    List<List<Call>> calls = script.callsByStep();
    for (int step = 0; step < calls.size(); step++) {
      for (Call call : calls.get(step)) {
        List<SlidingRow> expected = oracle.call(call);
        Optional<String> difference;
        try {
          List<SlidingRow> actual = host.call(call);
          difference = rows(expected, actual);
          if (difference.isEmpty() && !visible) {
            difference = state(host, oracle);
          }
        } catch (RuntimeException | AssertionError e) {
          StackTraceElement[] trace = e.getStackTrace();
          difference = Optional.of(e + (trace.length == 0 ? "" : " at " + trace[0]));
        }
        if (difference.isPresent()) {
          return Optional.of(new Difference(step, call + ": " + difference.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> rows(List<SlidingRow> expected, List<SlidingRow> actual) {
    return bySubject(expected).equals(bySubject(actual))
        ? Optional.empty()
        : Optional.of("expected rows\n    " + lines(expected) + "\n  got\n    " + lines(actual));
  }

  private static Optional<String> state(SlidingHost host, SlidingOracle oracle) {
    List<Outcome> outcomes = host.outcomes();
    if (!outcomes.equals(oracle.outcomes())) {
      return Optional.of("expected outcomes " + oracle.outcomes() + ", got " + outcomes);
    }
    if (host.keysWithState() != oracle.keysWithState()) {
      return Optional.of(
          "expected [%d] keys with state, got [%d]"
              .formatted(oracle.keysWithState(), host.keysWithState()));
    }
    if (host.timers() != host.keysWithState()) {
      return Optional.of(
          "expected a timer for each of [%d] keys, got [%d]"
              .formatted(host.keysWithState(), host.timers()));
    }
    return Optional.empty();
  }

  /** The order of the rows counts within a statement and key only. */
  static Map<List<Object>, List<SlidingRow>> bySubject(List<SlidingRow> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(SlidingRow::subject, LinkedHashMap::new, Collectors.toList()));
  }

  private static String lines(List<SlidingRow> rows) {
    return rows.stream().map(SlidingRow::toString).collect(Collectors.joining("\n    "));
  }
}
