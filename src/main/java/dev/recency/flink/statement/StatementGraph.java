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

  /** The graph behind a source. A statement can only read what stands before it. */
  public static StatementGraph of(Plan plan, SourceGroup group) {
    Set<String> reached = new HashSet<>();
    group.inputs().forEach(input -> reached.add(input.source().name()));
    List<Query.Transform> transforms = new ArrayList<>();
    List<Input> derived = new ArrayList<>();
    for (Query query : plan.queries()) {
      if (query instanceof Query.Transform transform && reached.contains(query.source())) {
        transforms.add(transform);
        for (Input input : plan.inputs()) {
          if (makes(transform, input) && reached.add(input.source().name())) {
            derived.add(input);
          }
        }
      }
    }
    return new StatementGraph(transforms, derived);
  }

  /** Whether the rows of this query reach this input over an internal edge. */
  public static boolean makes(Query query, Input input) {
    return !input.source().declared() && input.source().name().equals(query.sink().name());
  }
}
