package dev.recency.flink.keyed;

import dev.recency.operator.PartitionClocks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Since when the statements of one log are exact. A statement that was added when a job went on is
 * exact at once if the log reaches back far enough and stores its columns; otherwise it is warming
 * until one window has passed.
 */
final class Warming {
  private final List<KnownStatement> statements = new ArrayList<>();
  private boolean waiting;

  /**
   * @param current the statements that run now, as {@link KnownStatement#ALWAYS}
   * @param restored whether the job goes on from a checkpoint or savepoint
   * @param before what all old subtasks knew
   * @param clockMillis the restored clock, or {@link PartitionClocks#NONE}
   */
  Warming(
      List<KnownStatement> current,
      boolean restored,
      Collection<KnownStatement> before,
      long clockMillis) {
    for (KnownStatement statement : current) {
      statements.add(restored ? added(statement, before, clockMillis) : statement);
    }
    waiting = statements.stream().anyMatch(Warming::unknown);
  }

  private static boolean unknown(KnownStatement statement) {
    return statement.exactFromMillis() == KnownStatement.UNKNOWN;
  }

  private static KnownStatement added(
      KnownStatement statement, Collection<KnownStatement> before, long clockMillis) {
    long since =
        before.stream()
            .filter(each -> each.id() == statement.id())
            .mapToLong(KnownStatement::exactFromMillis)
            .max()
            .orElseGet(() -> exactFrom(statement, before, clockMillis));
    return statement.exactFrom(since);
  }

  private static long exactFrom(
      KnownStatement statement, Collection<KnownStatement> before, long clockMillis) {
    boolean covered =
        before.stream()
            .anyMatch(each -> each.covers(statement.sizeMillis(), List.of(), clockMillis));
    for (int column : statement.columnIds()) {
      covered &=
          before.stream()
              .anyMatch(each -> each.covers(statement.sizeMillis(), List.of(column), clockMillis));
    }
    if (covered) {
      return KnownStatement.ALWAYS;
    }
    return clockMillis == PartitionClocks.NONE
        ? KnownStatement.UNKNOWN
        : clockMillis + statement.sizeMillis();
  }

  /** The clock has moved; only the first time matters. */
  void clock(long clockMillis) {
    if (waiting) {
      waiting = false;
      statements.replaceAll(
          each -> unknown(each) ? each.exactFrom(clockMillis + each.sizeMillis()) : each);
    }
  }

  /** Whether this statement's values may still lack events. */
  boolean warming(int statement, long clockMillis) {
    return clockMillis < statements.get(statement).exactFromMillis();
  }

  /** What a checkpoint keeps. */
  List<KnownStatement> statements() {
    return List.copyOf(statements);
  }
}
