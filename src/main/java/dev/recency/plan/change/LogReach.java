package dev.recency.plan.change;

import dev.recency.plan.DurationText;
import dev.recency.plan.LogIdentity;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.SharedLog;
import dev.recency.plan.typed.ExpressionText;
import dev.recency.plan.typed.TypedExpression;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far the log of some statements reaches back, for a statement that joins them: as far as the
 * longest of their windows, and each column as far as the longest window that reads it. Only
 * statements that are exact vouch for it.
 *
 * @param statements of the old definitions; none: there is no such log
 * @param warming those that are not exact yet; empty if that is not known, and all are believed
 */
record LogReach(List<Query.Sliding> statements, Optional<Set<String>> warming) {

  static LogReach of(Plan before, String uid, Optional<Set<String>> warming) {
    return new LogReach(
        SharedLog.of(before).stream()
            .filter(log -> log.uid().equals(uid))
            .findFirst()
            .map(SharedLog::statements)
            .orElse(List.of()),
        warming);
  }

  boolean exists() {
    return !statements.isEmpty();
  }

  StateFate fate(Query.Sliding query) {
    return exact().covers(query) ? StateFate.FILLED_FROM_LOG : StateFate.WARMING;
  }

  private LogReach exact() {
    Set<String> without = warming.orElse(Set.of());
    return new LogReach(
        statements.stream().filter(each -> !without.contains(each.id())).toList(), warming);
  }

  private boolean covers(Query.Sliding query) {
    long sizeMillis = query.window().sizeMillis();
    return sizeMillis <= reachMillis()
        && query.arguments().stream().allMatch(column -> sizeMillis <= reachMillis(column));
  }

  private long reachMillis() {
    return statements.stream().mapToLong(each -> each.window().sizeMillis()).max().orElse(0);
  }

  /** 0 if the log does not store the column. */
  private long reachMillis(TypedExpression column) {
    int id = LogIdentity.columnId(column);
    return statements.stream()
        .filter(each -> each.arguments().stream().anyMatch(own -> LogIdentity.columnId(own) == id))
        .mapToLong(each -> each.window().sizeMillis())
        .max()
        .orElse(0);
  }

  /** What the log lacks, or that it lacks nothing. */
  String words(Query.Sliding query) {
    long sizeMillis = query.window().sizeMillis();
    String until = ", exact after " + DurationText.of(sizeMillis);
    for (TypedExpression column : query.arguments()) {
      long millis = reachMillis(column);
      if (millis == 0) {
        return "the log does not hold " + ExpressionText.of(column) + " yet" + until;
      }
      if (millis < sizeMillis) {
        return "the log holds " + ExpressionText.of(column) + reaching(millis, sizeMillis) + until;
      }
    }
    if (reachMillis() < sizeMillis) {
      return "the log reaches" + reaching(reachMillis(), sizeMillis) + until;
    }
    if (warming.isEmpty()) {
      return "exact at once, unless the log is still warming";
    }
    return exact().covers(query) ? "exact at once" : "the log is still warming" + until;
  }

  private static String reaching(long millis, long sizeMillis) {
    return " back " + DurationText.of(millis) + " of " + DurationText.of(sizeMillis);
  }
}
