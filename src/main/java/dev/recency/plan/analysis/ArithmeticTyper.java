package dev.recency.plan.analysis;

import static dev.recency.plan.type.SqlType.Simple.STRING;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.ArithmeticOperator;
import dev.recency.sql.tree.Expression;

/** The types of {@code + - * / %}. */
final class ArithmeticTyper {
  /** Digits after the point that a DECIMAL quotient has at least. */
  private static final int MIN_QUOTIENT_SCALE = 6;

  private ArithmeticTyper() {}

  static TypedExpression type(
      Expression.Arithmetic expression, TypedExpression left, TypedExpression right) {
    ArithmeticOperator operator = ArithmeticOperator.valueOf(expression.operator().name());
    if (operator == ArithmeticOperator.ADD && left.type() == STRING && right.type() == STRING) {
      return new TypedExpression.Arithmetic(operator, left, right, STRING);
    }
    if (!left.type().numeric() || !right.type().numeric()) {
      throw ExpressionTyper.mismatch(
          expression.location(),
          "%s works on two numbers%s; here are %s and %s.",
          expression.operator().symbol(),
          operator == ArithmeticOperator.ADD ? " or two STRINGs" : "",
          left.type(),
          right.type());
    }
    SqlType wider = Coercion.wider(left.type(), right.type());
    SqlType type =
        wider instanceof SqlType.Decimal
            ? decimal(operator, Coercion.decimal(left.type()), Coercion.decimal(right.type()))
            : wider;
    return new TypedExpression.Arithmetic(operator, left, right, type);
  }

  private static SqlType.Decimal decimal(
      ArithmeticOperator operator, SqlType.Decimal left, SqlType.Decimal right) {
    int leftWhole = left.precision() - left.scale();
    int rightWhole = right.precision() - right.scale();
    int scale = Math.max(left.scale(), right.scale());
    return switch (operator) {
      case ADD, SUBTRACT -> new SqlType.Decimal(scale + Math.max(leftWhole, rightWhole) + 1, scale);
      case MULTIPLY ->
          new SqlType.Decimal(
              left.precision() + right.precision() + 1, left.scale() + right.scale());
      case DIVIDE -> {
        int quotientScale = Math.max(MIN_QUOTIENT_SCALE, left.scale() + right.precision() + 1);
        yield new SqlType.Decimal(leftWhole + right.scale() + quotientScale, quotientScale);
      }
      case MODULO -> new SqlType.Decimal(Math.min(leftWhole, rightWhole) + scale, scale);
    };
  }
}
