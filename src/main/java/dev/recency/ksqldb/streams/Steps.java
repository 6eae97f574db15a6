package dev.recency.ksqldb.streams;

import dev.recency.expression.ErrorListener;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.plan.Query;
import dev.recency.plan.typed.TypedExpression;
import java.util.List;
import java.util.Optional;

/** Compiles the expressions of a query; an error is NULL or false, as in ksqlDB. */
final class Steps {
  private static final ErrorListener SILENT = (statement, kind, message) -> {};

  private Steps() {}

  static Filter filter(Query query, Optional<TypedExpression> condition) {
    return Filter.compile(query.id(), condition, SILENT);
  }

  static Projection projection(Query query, List<TypedExpression> expressions) {
    return Projection.compile(query.id(), expressions, SILENT);
  }
}
