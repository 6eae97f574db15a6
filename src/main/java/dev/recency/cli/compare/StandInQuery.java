package dev.recency.cli.compare;

import dev.recency.accuracy.rule.WindowRule;
import dev.recency.accuracy.truth.StatementFeatures;
import dev.recency.ksqldb.streams.ReferenceTopology;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.Query;
import dev.recency.plan.SlidingWindow;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.legal.StandIn;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.Script;
import dev.recency.sql.tree.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What takes the place of one sliding window at ksqlDB's.
 *
 * @param rule of its windows
 * @param running what the engine runs; empty if the rule has to do
 */
record StandInQuery(StatementFeatures features, WindowRule rule, Optional<Running> running) {
  /** Above so many windows per event the rule takes the engine's place. */
  static final long MAX_WINDOWS_PER_EVENT = 60;

  /** A query of a plan of its own. */
  record Running(Plan plan, Query.Windowed query, TimeWindow.Hopping window) {}

  /**
   * The stand-in for one statement.
   *
   * @param legal the statements of the scripts as ksqlDB takes them
   * @param topic begins the name of the topic that it writes
   */
  static StandInQuery of(
      Subject subject,
      StatementFeatures features,
      StandIn standIn,
      List<Statement> legal,
      String topic) {
    String id = features.statement().id();
    Optional<Running> running = plan(id, new OwnScript(subject, Set.of(id)).of(legal, topic, true));
    WindowRule rule =
        running
            .map(each -> rule(each.window(), standIn))
            .orElseGet(() -> rule(features.statement().window(), standIn));
    return new StandInQuery(
        features,
        rule,
        running.filter(each -> each.window().windowsPerEvent() <= MAX_WINDOWS_PER_EVENT));
  }

  private static Optional<Running> plan(String id, List<Statement> statements) {
    try {
      Plan plan = Planner.plan(List.of(new Script(statements)));
      for (Query query : plan.queries()) {
        if (query.id().equals(id)
            && query instanceof Query.Windowed windowed
            && windowed.window() instanceof TimeWindow.Hopping window
            && ReferenceTopology.knows(plan, query)) {
          return Optional.of(new Running(plan, windowed, window));
        }
      }
      return Optional.empty();
    } catch (SqlException e) {
      return Optional.empty(); // ksqlDB has no such statement in any form: its rule is what remains
    }
  }

  private static WindowRule rule(TimeWindow.Hopping window, StandIn standIn) {
    return standIn instanceof StandIn.Hopping
        ? new WindowRule.Hopping(window.sizeMillis(), window.advanceMillis(), window.graceMillis())
        : new WindowRule.Tumbling(window.sizeMillis(), window.graceMillis());
  }

  private static WindowRule rule(SlidingWindow window, StandIn standIn) {
    return standIn instanceof StandIn.Hopping hopping
        ? new WindowRule.Hopping(
            window.sizeMillis(),
            Math.min(window.sizeMillis(), hopping.hop().toMillis()),
            window.graceMillis())
        : WindowRule.Tumbling.ofSize(window.sizeMillis());
  }
}
