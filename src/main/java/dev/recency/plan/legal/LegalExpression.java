package dev.recency.plan.legal;

import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Expression.FunctionCall;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Predicate;
import java.util.List;
import java.util.Optional;

/** Expressions with {@code ||} written as CONCAT, wherever it stands. */
final class LegalExpression {
  private final Runnable changed;

  private LegalExpression(Runnable changed) {
    this.changed = changed;
  }

  /**
   * The expression as ksqlDB can run it.
   *
   * @param changed called for every change
   */
  static Expression of(Expression expression, Runnable changed) {
    return new LegalExpression(changed).map(expression);
  }

  private Expression map(Expression expression) {
    if (expression instanceof Expression.Concatenation concatenation) {
      changed.run();
      return new FunctionCall(
          new Identifier("CONCAT", false, concatenation.location()),
          List.of(map(concatenation.left()), map(concatenation.right())),
          false,
          concatenation.location());
    }
    if (expression instanceof Predicate predicate) {
      return predicate(predicate);
    }
    if (expression instanceof Expression.Operation operation) {
      return operation(operation);
    }
    return expression;
  }

  private List<Expression> map(List<Expression> expressions) {
    return expressions.stream().map(this::map).toList();
  }

  private Expression operation(Expression.Operation expression) {
    if (expression instanceof Expression.Arithmetic a) {
      return new Expression.Arithmetic(a.operator(), map(a.left()), map(a.right()), a.location());
    }
    if (expression instanceof Expression.UnarySign sign) {
      return new Expression.UnarySign(sign.negative(), map(sign.operand()), sign.location());
    }
    if (expression instanceof Expression.Cast cast) {
      return new Expression.Cast(map(cast.operand()), cast.type(), cast.location());
    }
    if (expression instanceof Expression.Dereference field) {
      return new Expression.Dereference(map(field.base()), field.field(), field.location());
    }
    if (expression instanceof Expression.Subscript at) {
      return new Expression.Subscript(map(at.base()), map(at.index()), at.location());
    }
    if (expression instanceof FunctionCall call) {
      return new FunctionCall(call.name(), map(call.arguments()), call.star(), call.location());
    }
    if (expression instanceof Expression.Lambda lambda) {
      return new Expression.Lambda(lambda.parameters(), map(lambda.body()), lambda.location());
    }
    return constructor(expression);
  }

  private Expression constructor(Expression.Operation expression) {
    if (expression instanceof Expression.StructLiteral struct) {
      return new Expression.StructLiteral(
          struct.fields().stream()
              .map(each -> new Expression.StructEntry(each.name(), map(each.value())))
              .toList(),
          struct.location());
    }
    if (expression instanceof Expression.ArrayLiteral array) {
      return new Expression.ArrayLiteral(map(array.elements()), array.location());
    }
    if (expression instanceof Expression.MapLiteral map) {
      return new Expression.MapLiteral(
          map.entries().stream()
              .map(
                  each ->
                      new Expression.MapEntry(map(each.key()), map(each.value()), each.location()))
              .toList(),
          map.location());
    }
    if (expression instanceof Expression.Case choice) {
      Optional<Expression> operand = choice.operand().map(this::map);
      return new Expression.Case(
          operand,
          choice.branches().stream()
              .map(
                  each ->
                      new Expression.When(
                          map(each.condition()), map(each.result()), each.location()))
              .toList(),
          choice.otherwise().map(this::map),
          choice.location());
    }
    return expression;
  }

  private Expression predicate(Predicate predicate) {
    if (predicate instanceof Predicate.Comparison c) {
      return new Predicate.Comparison(c.operator(), map(c.left()), map(c.right()), c.location());
    }
    if (predicate instanceof Predicate.Logical l) {
      return new Predicate.Logical(l.operator(), map(l.left()), map(l.right()), l.location());
    }
    if (predicate instanceof Predicate.Not not) {
      return new Predicate.Not(map(not.operand()), not.location());
    }
    if (predicate instanceof Predicate.Between b) {
      return new Predicate.Between(
          b.negated(), map(b.operand()), map(b.low()), map(b.high()), b.location());
    }
    if (predicate instanceof Predicate.InList in) {
      return new Predicate.InList(
          in.negated(), map(in.operand()), map(in.elements()), in.location());
    }
    if (predicate instanceof Predicate.Like like) {
      return new Predicate.Like(
          like.negated(), map(like.operand()), map(like.pattern()), like.escape(), like.location());
    }
    if (predicate instanceof Predicate.IsNull is) {
      return new Predicate.IsNull(is.negated(), map(is.operand()), is.location());
    }
    Predicate.IsDistinctFrom is = (Predicate.IsDistinctFrom) predicate;
    return new Predicate.IsDistinctFrom(
        is.negated(), map(is.left()), map(is.right()), is.location());
  }
}
