package dev.recency.flink.source;

import dev.recency.plan.Format;
import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.Source;
import dev.recency.plan.TextDigest;
import dev.recency.plan.TimestampColumn;
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

  private record Identity(
      String topic, Format key, Format value, Optional<TimestampColumn> timestamp) {
    static Identity of(Source source) {
      return new Identity(
          source.serialization().topic(),
          source.serialization().keyFormat(),
          source.serialization().valueFormat(),
          source.timestamp());
    }

    String uid() {
      String content =
          String.join(
              "\n",
              topic,
              format(key),
              format(value),
              timestamp.map(TimestampColumn::column).orElse(""),
              timestamp.flatMap(TimestampColumn::pattern).orElse(""));
      return topic + "-" + TextDigest.hex(content, UID_BYTES);
    }

    private static String format(Format format) {
      return format.kind() + "(" + format.delimiter() + ")";
    }
  }

  /** The groups of a plan, in the order of their first inputs. */
  public static List<SourceGroup> of(Plan plan) {
    Map<Identity, List<Input>> inputs = new LinkedHashMap<>();
    for (Input input : plan.inputs()) {
      if (input.source().declared()) {
        Identity identity = Identity.of(input.source());
        inputs.computeIfAbsent(identity, each -> new ArrayList<>()).add(input);
      }
    }
    return inputs.entrySet().stream()
        .map(each -> new SourceGroup(each.getKey().uid(), each.getKey().topic(), each.getValue()))
        .toList();
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
