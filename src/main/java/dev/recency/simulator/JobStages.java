package dev.recency.simulator;

import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.sql.tree.Script;
import dev.recency.sql.tree.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The queries of a case in the order in which jobs run them. A replay reads what a topic holds when
 * it begins, so a query over a declared stream or table comes in a later job than those that write
 * to its topic; one that reads what another statement makes comes in the same.
 */
final class JobStages {
  private final Plan plan;
  private final Map<String, Integer> stages = new HashMap<>();

  JobStages(Plan plan) {
    this.plan = plan;
    // No query feeds itself, so that after this many rounds nothing moves any more.
    plan.queries().forEach(query -> stages.put(query.id(), 0));
    for (int round = 0; round < plan.queries().size(); round++) {
      plan.queries().forEach(query -> stages.merge(query.id(), earliest(query), Math::max));
    }
  }

  private int earliest(Query query) {
    Input input = plan.inputOf(query);
    int earliest = 0;
    for (Query other : plan.queries()) {
      int stage = stages.getOrDefault(other.id(), 0);
      boolean makes = other.sink().name().equals(input.source().name());
      boolean feeds =
          input.source().declared()
              && other
                  .sink()
                  .serialization()
                  .topic()
                  .equals(input.source().serialization().topic());
      if (feeds) {
        earliest = Math.max(earliest, stage + 1);
      } else if (makes) {
        earliest = Math.max(earliest, stage);
      }
    }
    return earliest;
  }

  /** How many jobs it takes; 0 if there is no query. */
  int count() {
    return stages.values().stream().mapToInt(stage -> stage + 1).max().orElse(0);
  }

  /** The statements of one job: all that are no queries, and the queries of this stage. */
  Script script(Script all, int stage) {
    Deque<Query> inserts = new ArrayDeque<>();
    plan.queries().stream().filter(query -> query.id().startsWith("insert-")).forEach(inserts::add);
    List<Statement> kept = new ArrayList<>();
    for (Statement statement : all.statements()) {
      boolean now = true;
      if (statement instanceof Statement.CreateAsSelect create) {
        now = stages.getOrDefault(create.name().text(), stage) == stage;
      } else if (statement instanceof Statement.InsertIntoSelect && !inserts.isEmpty()) {
        now = stages.getOrDefault(inserts.remove().id(), stage) == stage;
      }
      if (now) {
        kept.add(statement);
      }
    }
    return new Script(kept);
  }
}
