package dev.recency.flink.statement;

import dev.recency.flink.source.SourceGroup;
import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What can be reached from one source without a key: its transforms, the transforms over their
 * streams, and so on.
 *
 * @param transforms in the order of their statements
 * @param derived the inputs that these transforms make
 */
public record StatementGraph(List<Query.Transform> transforms, List<Input> derived) {
  public StatementGraph {
    transforms = List.copyOf(transforms);
    derived = List.copyOf(derived);
  }

  /**
   * The graph behind a source. A transform stands behind all that write to the stream that it
   * reads, an INSERT INTO further down in the script included; the plan has no cycles.
   */
  public static StatementGraph of(Plan plan, SourceGroup group) {
    Set<String> reached = new HashSet<>();
    group.inputs().forEach(input -> reached.add(input.source().name()));
    List<Query.Transform> waiting = reachable(plan, reached);
    List<Input> derived =
        plan.inputs().stream()
            .filter(input -> waiting.stream().anyMatch(query -> makes(query, input)))
            .toList();
    List<Query.Transform> ordered = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Query.Transform next =
          waiting.stream()
              .filter(query -> waiting.stream().noneMatch(other -> feeds(plan, other, query)))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("the plan has a cycle"));
      ordered.add(next);
      waiting.remove(next);
    }
    return new StatementGraph(ordered, derived);
  }

  /** The transforms that records of these sources reach; the names of their streams are added. */
  private static List<Query.Transform> reachable(Plan plan, Set<String> reached) {
    List<Query.Transform> transforms = new ArrayList<>();
    boolean grown = true;
    while (grown) {
      grown = false;
      transforms.clear();
      for (Query query : plan.queries()) {
        if (query instanceof Query.Transform transform && reached.contains(query.source())) {
          transforms.add(transform);
          grown |=
              plan.inputs().stream().anyMatch(input -> makes(query, input))
                  && reached.add(query.sink().name());
        }
      }
    }
    return transforms;
  }

  private static boolean feeds(Plan plan, Query writer, Query reader) {
    return writer != reader
        && writer.sink().name().equals(reader.source())
        && makes(writer, plan.inputOf(reader));
  }

  /** Whether the rows of this query reach this input over an internal edge. */
  public static boolean makes(Query query, Input input) {
    return !input.source().declared() && input.source().name().equals(query.sink().name());
  }
}
