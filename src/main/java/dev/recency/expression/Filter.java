package dev.recency.expression;

import dev.recency.expression.ErrorListener.Kind;
import dev.recency.plan.row.Row;
import dev.recency.plan.typed.TypedExpression;
import java.util.Optional;

/** A compiled WHERE or HAVING. Not thread-safe; one instance per operator instance. */
public final class Filter {
  private final Scope scope;
  private final Condition condition;

  private Filter(Scope scope, Condition condition) {
    this.scope = scope;
    this.condition = condition;
  }

  /** As the other form, without clock and random numbers. */
  public static Filter compile(
      String statement, Optional<TypedExpression> where, ErrorListener listener) {
    return compile(statement, where, listener, Surroundings.none());
  }

  /**
   * A filter that accepts where the condition is true; every row if there is none.
   *
   * @param statement whom errors are counted for
   */
  public static Filter compile(
      String statement,
      Optional<TypedExpression> where,
      ErrorListener listener,
      Surroundings surroundings) {
    Scope scope = new Scope(statement, listener, surroundings);
    ExpressionCompiler compiler = new ExpressionCompiler(scope);
    return new Filter(scope, where.map(e -> root(e, compiler)).orElse(row -> true));
  }

  /** A bare BOOLEAN value that is NULL is just not true: no error. */
  private static Condition root(TypedExpression expression, ExpressionCompiler compiler) {
    if (expression instanceof TypedExpression.Predicate) {
      return compiler.condition(expression);
    }
    Evaluator value = compiler.evaluator(expression);
    return row -> Boolean.TRUE.equals(value.evaluate(row));
  }

  /** Whether the condition is true; an error is reported and counts as false. */
  public boolean accepts(Row row) {
    try {
      return condition.test(row);
    } catch (RuntimeException e) {
      scope.report(e, Kind.FUNCTION);
      return false;
    } catch (StackOverflowError e) {
      scope.reportOverflow();
      return false;
    }
  }
}
