package dev.recency.plan.analysis;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.tree.Query;
import dev.recency.sql.tree.Relation;
import dev.recency.sql.tree.Relation.SourceReference;

/** Which clauses may stand together, and which run. */
final class ClauseRules {
  private ClauseRules() {}

  /** The one source of the query; joins do not run yet. */
  static SourceReference singleSource(Query query) {
    if (query.from() instanceof Relation.Join join) {
      throw Refusal.unsupported(
          join.location(),
          "JOIN does not run yet. Write the joined records to one topic before Recency reads"
              + " them.");
    }
    return (SourceReference) query.from();
  }

  /** Refuses what cannot run or makes no sense, whatever the columns are. */
  static void check(Query query) {
    query
        .limit()
        .ifPresent(
            limit -> {
              throw Refusal.of(
                  ErrorCode.INVALID_STATEMENT,
                  limit.location(),
                  "LIMIT has no meaning in a query that runs for ever. Remove it.");
            });
    WindowRules.check(query);
    query
        .emit()
        .filter(emit -> query.window().isEmpty() && emit.mode() == Query.EmitMode.FINAL)
        .ifPresent(
            emit -> {
              throw Refusal.of(
                  ErrorCode.INVALID_STATEMENT,
                  emit.location(),
                  "EMIT FINAL needs a WINDOW clause: without one no result is ever final. Write"
                      + " EMIT CHANGES.");
            });
    if (!query.groupBy().isEmpty() && !query.partitionBy().isEmpty()) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          query.partitionBy().get(0).location(),
          "GROUP BY already decides the key, so PARTITION BY may not stand beside it. Remove one.");
    }
    query
        .having()
        .ifPresent(
            having -> {
              if (query.groupBy().isEmpty()) {
                throw Refusal.of(
                    ErrorCode.INVALID_STATEMENT,
                    having.location(),
                    "HAVING filters groups and needs GROUP BY. Filter rows with WHERE.");
              }
            });
  }
}
