package dev.recency.simulator;

import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Knows why Recency writes on purpose something else than a case expects. */
@FunctionalInterface
public interface Explanation {
  /** No difference is on purpose. */
  Explanation NONE = (plan, inputs, expected, actual) -> Optional.empty();

  /**
   * Why this difference is on purpose; empty if it is not.
   *
   * @param inputs the records of each topic that others write, in order
   * @param expected whether these records of each topic are what the case expects
   * @param actual the records of each topic that Recency wrote, in order; topics without any left
   *     out
   */
  Optional<String> of(
      Plan plan,
      Map<String, List<RawRecord>> inputs,
      Predicate<Map<String, List<RawRecord>>> expected,
      Map<String, List<RawRecord>> actual);
}
