package dev.recency.ksqldb;

import dev.recency.expression.ErrorListener;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.plan.Query;
import dev.recency.plan.typed.TypedExpression;
import java.util.List;
import java.util.Optional;

/** Compiles the expressions of a query; an error is NULL or false and nobody hears of it. */
final class Expressions {
  private static final ErrorListener SILENT = (statement, kind, message) -> {};

  private Expressions() {}

  static Filter filter(Query query, Optional<TypedExpression> condition) {
    return Filter.compile(query.id(), condition, SILENT);
  }

  static Projection projection(Query query, List<TypedExpression> expressions) {
    return Projection.compile(query.id(), expressions, SILENT);
  }
}
