package dev.recency.plan.change;

import dev.recency.plan.DurationText;
import dev.recency.plan.LogIdentity;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.SharedLog;
import dev.recency.plan.typed.ExpressionText;
import dev.recency.plan.typed.TypedExpression;
import java.util.List;

/**
 * How far the log of some statements reaches back, for a statement that joins them: as far as the
 * longest of their windows, and each column as far as the longest window that reads it.
 *
 * @param statements of the old definitions; none: there is no such log
 */
record LogReach(List<Query.Sliding> statements) {

  static LogReach of(Plan before, String uid) {
    return new LogReach(
        SharedLog.of(before).stream()
            .filter(log -> log.uid().equals(uid))
            .findFirst()
            .map(SharedLog::statements)
            .orElse(List.of()));
  }

  boolean exists() {
    return !statements.isEmpty();
  }

  StateFate fate(Query.Sliding query) {
    boolean covered = query.window().sizeMillis() <= reachMillis();
    for (TypedExpression column : query.arguments()) {
      covered &= query.window().sizeMillis() <= reachMillis(column);
    }
    return covered ? StateFate.FILLED_FROM_LOG : StateFate.WARMING;
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
    return reachMillis() < sizeMillis
        ? "the log reaches" + reaching(reachMillis(), sizeMillis) + until
        : "exact at once";
  }

  private static String reaching(long millis, long sizeMillis) {
    return " back " + DurationText.of(millis) + " of " + DurationText.of(sizeMillis);
  }
}
