package dev.recency.flink.table;

import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import java.util.List;

/** The queries of a plan that keep rows of a table. */
public final class TableQueries {
  private TableQueries() {}

  /** All of them, each behind those whose results it reads. */
  public static List<Query.OverTable> of(Plan plan) {
    return plan.queries().stream()
        .filter(Query.OverTable.class::isInstance)
        .map(Query.OverTable.class::cast)
        .toList();
  }

  /** The one of this id. */
  static Query.OverTable find(Plan plan, String id) {
    return of(plan).stream()
        .filter(query -> query.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no query over a table [" + id + "]"));
  }

  /** The aggregate of this id. */
  static Query.TableAggregate findAggregate(Plan plan, String id) {
    return (Query.TableAggregate) find(plan, id);
  }
}
