package dev.recency.plan.legal;

import dev.recency.plan.Plan;
import dev.recency.sql.tree.Script;
import dev.recency.sql.tree.Statement;
import dev.recency.sql.tree.Statement.CreateAsSelect;
import dev.recency.sql.tree.Statement.InsertIntoSelect;
import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites a script for ksqlDB. What ksqlDB refuses for formal reasons gets the form that it accepts
 * and that means the same; {@code WINDOW SLIDING}, which it does not have, gets a {@link StandIn}.
 */
public final class LegalForm {
  private LegalForm() {}

  /**
   * The statements of these scripts as ksqlDB takes them, in order, one rewrite per statement.
   *
   * @param plan of the same scripts
   * @param standIn the windows that take the place of sliding ones
   */
  public static List<Rewrite> of(List<Script> scripts, Plan plan, StandIn standIn) {
    List<Rewrite> rewrites = new ArrayList<>();
    for (Script script : scripts) {
      script.statements().forEach(statement -> rewrites.add(of(statement, plan, standIn)));
    }
    return rewrites;
  }

  private static Rewrite of(Statement statement, Plan plan, StandIn standIn) {
    if (statement instanceof CreateAsSelect create) {
      LegalQuery query = new LegalQuery(plan, standIn, create.query());
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
      LegalQuery query = new LegalQuery(plan, standIn, insert.query());
      return query.finish(
          new InsertIntoSelect(
              insert.target(), insert.properties(), query.rewritten(), insert.location()));
    }
    return new Rewrite(statement, List.of(), List.of());
  }
}
