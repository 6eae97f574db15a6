package dev.recency.flink.source;

import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.SourceIdentity;
import dev.recency.plan.TextDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The inputs that one consumer serves: those over the same topic with the same formats and the same
 * event time.
 *
 * @param uid the same for the same topic, formats and TIMESTAMP in any job
 * @param inputs in order of declaration
 */
public record SourceGroup(String uid, String topic, List<Input> inputs) {
  private static final int UID_BYTES = 6;

  public SourceGroup {
    inputs = List.copyOf(inputs);
  }

  /** The groups of a plan, in the order of their first inputs. */
  public static List<SourceGroup> of(Plan plan) {
    Map<String, List<Input>> inputs = new LinkedHashMap<>();
    for (Input input : plan.inputs()) {
      if (input.source().declared()) {
        inputs
            .computeIfAbsent(SourceIdentity.topicText(input.source()), each -> new ArrayList<>())
            .add(input);
      }
    }
    return inputs.entrySet().stream().map(each -> of(each.getKey(), each.getValue())).toList();
  }

  private static SourceGroup of(String identity, List<Input> inputs) {
    String topic = inputs.get(0).source().serialization().topic();
    return new SourceGroup(topic + "-" + TextDigest.hex(identity, UID_BYTES), topic, inputs);
  }

  /**
   * The tables that statements of the plan keep in state and others read, each a group of its own
   * whose records come over an internal edge.
   */
  public static List<SourceGroup> results(Plan plan) {
    List<SourceGroup> results = new ArrayList<>();
    for (Query query : plan.queries()) {
      if (!(query instanceof Query.Transform)) {
        result(plan, query).ifPresent(results::add);
      }
    }
    return results;
  }

  /** The group of what this query keeps in state, if a statement reads it. */
  public static Optional<SourceGroup> result(Plan plan, Query query) {
    String name = query.sink().name();
    return plan.inputs().stream()
        .filter(input -> !input.source().declared() && input.source().name().equals(name))
        .findFirst()
        .map(
            input ->
                new SourceGroup(
                    "result-" + name, query.sink().serialization().topic(), List.of(input)));
  }

  /** The group of this uid. */
  public static SourceGroup of(Plan plan, String uid) {
    return Stream.concat(of(plan).stream(), results(plan).stream())
        .filter(group -> group.uid().equals(uid))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no source [" + uid + "] in the plan"));
  }
}
