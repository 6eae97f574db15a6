package dev.recency.plan;

import dev.recency.plan.analysis.StatementAnalyzer;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.Script;
import java.util.List;

/** Statements to a plan. */
public final class Planner {
  private Planner() {}

  /**
   * The one plan of all these scripts, in order; a source that several of them declare alike is
   * one source.
   *
   * @throws SqlException if a statement cannot run: with file, line, column, what is wrong and what
   *     to write instead
   */
  public static Plan plan(List<Script> scripts) {
    StatementAnalyzer analyzer = new StatementAnalyzer();
    scripts.forEach(script -> script.statements().forEach(analyzer::analyze));
    return analyzer.plan();
  }
}
