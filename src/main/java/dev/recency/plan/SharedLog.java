package dev.recency.plan;

import dev.recency.plan.typed.TypedExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sliding windows with the same source, WHERE, GROUP BY, EMIT and GRACE: one operator with one
 * event log per key serves them all.
 *
 * @param uid a hash of these five in canonical form
 * @param statements in the order of the plan
 * @param columns what the log stores of an event besides its time: the distinct arguments of all
 *     aggregates, over the input's layout
 */
public record SharedLog(String uid, List<Query.Sliding> statements, List<TypedExpression> columns) {
  public SharedLog {
    statements = List.copyOf(statements);
    columns = List.copyOf(columns);
  }

  /** The logs of a plan, in the order of their first statements. */
  public static List<SharedLog> of(Plan plan) {
    Map<String, List<Query.Sliding>> groups = new LinkedHashMap<>();
    for (Query query : plan.queries()) {
      if (query instanceof Query.Sliding sliding) {
        groups
            .computeIfAbsent(LogIdentity.uid(plan, sliding), each -> new ArrayList<>())
            .add(sliding);
      }
    }
    List<SharedLog> logs = new ArrayList<>();
    groups.forEach(
        (uid, statements) -> logs.add(new SharedLog(uid, statements, columns(statements))));
    return logs;
  }

  private static List<TypedExpression> columns(List<Query.Sliding> statements) {
    Set<TypedExpression> columns = new LinkedHashSet<>();
    statements.forEach(statement -> columns.addAll(statement.arguments()));
    return List.copyOf(columns);
  }
}
