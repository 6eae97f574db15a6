package dev.recency.plan.legal;

import dev.recency.plan.Plan;
import dev.recency.sql.tree.Script;
import dev.recency.sql.tree.Statement;
import dev.recency.sql.tree.Statement.CreateAsSelect;
import dev.recency.sql.tree.Statement.InsertIntoSelect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites a script for ksqlDB. What ksqlDB refuses for formal reasons gets the form that it accepts
 * and that means the same; {@code WINDOW SLIDING}, which it does not have, gets its nearest window:
 * HOPPING of the same size with EMIT FINAL.
 */
public final class LegalForm {
  private LegalForm() {}

  /**
   * The statements of these scripts as ksqlDB takes them, in order, one rewrite per statement.
   *
   * @param plan of the same scripts
   * @param hop ADVANCE BY of the windows that stand in for sliding ones; shortened to their size
   */
  public static List<Rewrite> of(List<Script> scripts, Plan plan, Duration hop) {
    List<Rewrite> rewrites = new ArrayList<>();
    for (Script script : scripts) {
      script.statements().forEach(statement -> rewrites.add(of(statement, plan, hop)));
    }
    return rewrites;
  }

  private static Rewrite of(Statement statement, Plan plan, Duration hop) {
    if (statement instanceof CreateAsSelect create) {
      LegalQuery query = new LegalQuery(plan, hop, create.query());
      return query.finish(
          new CreateAsSelect(
              create.name(),
              query.kind(create.kind()),
              create.orReplace(),
              create.ifNotExists(),
              query.properties(create.name().text(), create.properties()),
              query.rewritten(),
              create.location()));
    }
    if (statement instanceof InsertIntoSelect insert) {
      LegalQuery query = new LegalQuery(plan, hop, insert.query());
      return query.finish(
          new InsertIntoSelect(
              insert.target(), insert.properties(), query.rewritten(), insert.location()));
    }
    return new Rewrite(statement, List.of(), List.of());
  }
}
