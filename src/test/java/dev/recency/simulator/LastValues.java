package dev.recency.simulator;

import dev.recency.simulator.SlidingScript.Call;
import dev.recency.simulator.SlidingScript.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is left of a script on the real operator. */
final class LastValues {
  private LastValues() {}

  /** EMIT FINAL: all rows of each statement and key. */
  static Map<List<Object>, List<SlidingRow>> rows(SlidingScript script, long seed) {
    SlidingStatements statements = script.statements();
    SlidingHost host =
        new SlidingHost(statements, script.mode().decay(), SlidingOperators.real(seed));
    SlidingReader reader = new SlidingReader(statements, host);
    script.calls().forEach(reader::call);
    return SlidingRules.bySubject(reader.all());
  }

  /**
   * The last value of each statement and key at one and the same clock: a multiple of the
   * statement's ADVANCE BY. No command, a tombstone and the empty value are equal.
   */
  static Map<Object, List<Object>> of(SlidingScript script, long seed) {
    SlidingStatements statements = script.statements();
    SlidingHost host =
        new SlidingHost(statements, script.mode().decay(), SlidingOperators.real(seed));
    SlidingReader reader = new SlidingReader(statements, host);
    script.calls().forEach(reader::call);
    Map<Object, List<Object>> values = new HashMap<>();
    finalClocks(script)
        .forEach(
            (clock, of) -> {
              reader.call(new Call.Clock(clock));
              for (Object subject : reader.subjects()) {
                SlidingRow last = reader.last(subject);
                if (of.contains(SlidingReader.statement(subject))
                    && last != null
                    && !last.tombstone()) {
                  values.put(subject, last.aggregates(statements));
                }
              }
            });
    values
        .entrySet()
        .removeIf(
            each -> each.getValue().equals(reader.empty(each.getKey()).aggregates(statements)));
    return values;
  }

  /** Which statements are read at which clock. */
  private static TreeMap<Long, TreeSet<Integer>> finalClocks(SlidingScript script) {
    long newest = 0;
    for (Step step : script.steps()) {
      if (step instanceof Step.Take take) {
        newest = Math.max(newest, take.event().timeMillis());
      } else if (step instanceof Step.Clock clock) {
        newest = Math.max(newest, clock.millis());
      }
    }
    TreeMap<Long, TreeSet<Integer>> clocks = new TreeMap<>();
    for (int i = 0; i < script.statements().size(); i++) {
      long clock = SlidingOracle.rounded(newest, script.statements().window(i));
      clocks.computeIfAbsent(clock, each -> new TreeSet<>()).add(i);
    }
    return clocks;
  }
}
