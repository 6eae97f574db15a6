package dev.recency.ksqldb;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What ksqlDB would write for a whole script in one of its test cases: queries one after the other,
 * each over its complete input; a topic without input records holds what earlier queries wrote.
 */
public final class PlanModel {
  private PlanModel() {}

  /** Whether the model knows every query of the plan. */
  public static boolean knows(Plan plan) {
    return plan.queries().stream().allMatch(query -> QueryModel.knows(plan, query));
  }

  /**
   * The records of each topic that is written, in order.
   *
   * @param inputs the records of each topic that others write, in order
   * @throws IllegalArgumentException if the model does not know a query: see {@link #knows}
   */
  public static Map<String, List<RawRecord>> run(
      Plan plan, Map<String, List<RawRecord>> inputs, Losses losses) {
    return run(plan, inputs, losses, 0);
  }

  /**
   * The same with a throttle, while the wall clock stands still.
   *
   * @param emitIntervalMillis as in {@link QueryModel#of(Plan, Query, Losses, long)}
   */
  public static Map<String, List<RawRecord>> run(
      Plan plan, Map<String, List<RawRecord>> inputs, Losses losses, long emitIntervalMillis) {
    Map<String, List<RawRecord>> written = new LinkedHashMap<>();
    for (Query query : plan.queries()) {
      QueryModel model = QueryModel.of(plan, query, losses, emitIntervalMillis);
      String source = plan.inputOf(query).source().serialization().topic();
      List<RawRecord> records =
          inputs.containsKey(source)
              ? inputs.get(source)
              : List.copyOf(written.getOrDefault(source, List.of()));
      for (RawRecord record : records) {
        model.take(record, 0).forEach(command -> append(written, command));
      }
    }
    return written;
  }

  private static void append(Map<String, List<RawRecord>> written, CommandRecord command) {
    List<RawRecord> topic = written.computeIfAbsent(command.topic(), each -> new ArrayList<>());
    topic.add(
        new RawRecord(
            command.topic(),
            0,
            topic.size(),
            command.timestampMillis(),
            command.key(),
            command.value(),
            command.headers()));
  }
}
