package dev.recency.plan.typed;

import dev.recency.plan.typed.TypedExpression.And;
import dev.recency.plan.typed.TypedExpression.Between;
import dev.recency.plan.typed.TypedExpression.Comparison;
import dev.recency.plan.typed.TypedExpression.ComparisonOperator;
import dev.recency.plan.typed.TypedExpression.Distinct;
import dev.recency.plan.typed.TypedExpression.In;
import dev.recency.plan.typed.TypedExpression.IsNull;
import dev.recency.plan.typed.TypedExpression.Like;
import dev.recency.plan.typed.TypedExpression.Not;
import dev.recency.plan.typed.TypedExpression.Or;
import dev.recency.plan.typed.TypedExpression.Predicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A condition as SQL for people to read. */
final class PredicateText {
  private PredicateText() {}

  /**
   * The text of a condition.
   *
   * @param inner writes an operand
   */
  static String of(Predicate predicate, Function<TypedExpression, String> inner) {
    if (predicate instanceof Comparison comparison) {
      return inner.apply(comparison.left())
          + symbol(comparison.operator())
          + inner.apply(comparison.right());
    }
    if (predicate instanceof And and) {
      return inner.apply(and.left()) + " AND " + inner.apply(and.right());
    }
    if (predicate instanceof Or or) {
      return inner.apply(or.left()) + " OR " + inner.apply(or.right());
    }
    if (predicate instanceof Not not) {
      return "NOT " + inner.apply(not.operand());
    }
    if (predicate instanceof IsNull isNull) {
      return inner.apply(isNull.operand()) + " IS" + not(isNull.negated()) + " NULL";
    }
    if (predicate instanceof Distinct distinct) {
      return inner.apply(distinct.left())
          + (" IS" + not(distinct.negated()) + " DISTINCT FROM ")
          + inner.apply(distinct.right());
    }
    if (predicate instanceof Between between) {
      return inner.apply(between.value())
          + (not(between.negated()) + " BETWEEN ")
          + (inner.apply(between.low()) + " AND " + inner.apply(between.high()));
    }
    if (predicate instanceof In in) {
      return inner.apply(in.value())
          + (not(in.negated()) + " IN ")
          + in.options().stream().map(inner).collect(Collectors.joining(", ", "(", ")"));
    }
    Like like = (Like) predicate;
    return inner.apply(like.value())
        + (not(like.negated()) + " LIKE ")
        + inner.apply(like.pattern())
        + like.escape().map(escape -> " ESCAPE '" + escape + "'").orElse("");
  }

  private static String not(boolean negated) {
    return negated ? " NOT" : "";
  }

  private static String symbol(ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL -> " = ";
      case NOT_EQUAL -> " <> ";
      case LESS -> " < ";
      case LESS_OR_EQUAL -> " <= ";
      case GREATER -> " > ";
      case GREATER_OR_EQUAL -> " >= ";
    };
  }
}
