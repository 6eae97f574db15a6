package dev.recency.plan.analysis;

import dev.recency.plan.Query.Lifetime;
import dev.recency.plan.Query.Sliding;
import dev.recency.plan.Query.TableAggregate;
import dev.recency.plan.Query.Windowed;
import dev.recency.plan.SlidingWindow;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.tree.Query;
import java.util.List;
import java.util.Optional;

/** The parts of a query with GROUP BY, and the kind of query that they make. */
record GroupedParts(
    String id,
    String source,
    Optional<TypedExpression> where,
    GroupedAnalyzer.Result grouped,
    SinkAnalyzer.Result result) {
  /** Over a stream, by the WINDOW clause of the query. */
  dev.recency.plan.Query query(Query query) {
    Optional<SlidingWindow> sliding = WindowRules.sliding(query);
    Optional<TimeWindow> window = TimeWindowRules.of(query);
    if (sliding.isPresent()) {
      return new Sliding(
          id,
          source,
          where,
          grouped.groupBy(),
          sliding.get(),
          grouped.aggregates(),
          grouped.layout(),
          grouped.having(),
          result.output().projection(),
          result.sink());
    }
    return window.isPresent() ? windowed(window.get()) : lifetime();
  }

  private dev.recency.plan.Query windowed(TimeWindow window) {
    return new Windowed(
        id,
        source,
        where,
        grouped.groupBy(),
        window,
        grouped.aggregates(),
        grouped.layout(),
        grouped.having(),
        result.output().projection(),
        result.sink());
  }

  /** Over a table, whose primary key this is. */
  dev.recency.plan.Query overTable(List<TypedExpression> primaryKey) {
    return new TableAggregate(
        id,
        source,
        where,
        primaryKey,
        grouped.groupBy(),
        grouped.aggregates(),
        grouped.layout(),
        grouped.having(),
        result.output().projection(),
        result.sink());
  }

  private dev.recency.plan.Query lifetime() {
    return new Lifetime(
        id,
        source,
        where,
        grouped.groupBy(),
        grouped.aggregates(),
        grouped.layout(),
        grouped.having(),
        result.output().projection(),
        result.sink());
  }
}
