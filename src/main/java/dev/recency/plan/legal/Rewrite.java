package dev.recency.plan.legal;

import dev.recency.sql.tree.Statement;
import java.util.List;

/**
 * One statement as ksqlDB takes it.
 *
 * @param statement the original, or its nearest legal form; of a statement with an obstacle still
 *     not legal
 * @param changes what was changed and why, one sentence each; empty: ksqlDB takes it as it is
 * @param obstacles what has no legal form, one sentence each
 */
public record Rewrite(Statement statement, List<String> changes, List<String> obstacles) {
  public Rewrite {
    changes = List.copyOf(changes);
    obstacles = List.copyOf(obstacles);
  }

  /** Whether ksqlDB takes the statement as it was written. */
  public boolean unchanged() {
    return changes.isEmpty() && obstacles.isEmpty();
  }
}
