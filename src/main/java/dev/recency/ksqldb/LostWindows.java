package dev.recency.ksqldb;

import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Says of a case whose expected output comes from ksqlDB whether Recency differs from it in nothing
 * but what ksqlDB's store loses.
 */
public final class LostWindows {
  /** Why such a case is listed as {@code extended}. */
  public static final String REASON = "ksqlDB loses windows that its store no longer shows";

  private LostWindows() {}

  /**
   * Whether ksqlDB loses something in this case and nothing else differs: the model with ksqlDB's
   * losses writes what the case expects; the model without them writes more than that, and exactly
   * what Recency wrote: key, value and timestamp byte for byte, in order, in every topic.
   *
   * @param inputs the records of each topic that others write, in order
   * @param expected whether these records of each topic are what the case expects
   * @param actual the records of each topic that Recency wrote, in order
   */
  public static boolean explain(
      Plan plan,
      Map<String, List<RawRecord>> inputs,
      Predicate<Map<String, List<RawRecord>>> expected,
      Map<String, List<RawRecord>> actual) {
    if (!PlanModel.knows(plan)) {
      return false;
    }
    Map<String, List<RawRecord>> lossy = PlanModel.run(plan, inputs, Losses.OF_THE_STORE);
    Map<String, List<RawRecord>> complete = PlanModel.run(plan, inputs, Losses.NONE);
    return !same(lossy, complete) && expected.test(lossy) && same(complete, actual);
  }

  private static boolean same(
      Map<String, List<RawRecord>> one, Map<String, List<RawRecord>> other) {
    if (!one.keySet().equals(other.keySet())) {
      return false;
    }
    return one.entrySet().stream()
        .allMatch(topic -> same(topic.getValue(), other.getOrDefault(topic.getKey(), List.of())));
  }

  private static boolean same(List<RawRecord> one, List<RawRecord> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!same(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(RawRecord one, RawRecord other) {
    return Arrays.equals(one.key(), other.key())
        && Arrays.equals(one.value(), other.value())
        && one.timestampMillis() == other.timestampMillis();
  }
}
