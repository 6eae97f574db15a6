package dev.recency.expression;

import dev.recency.expression.ErrorListener.Kind;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.typed.TypedExpression.Arithmetic;
import dev.recency.plan.typed.TypedExpression.ArithmeticOperator;
import dev.recency.plan.typed.TypedExpression.Negate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Arithmetic: INTEGER and BIGINT wrap, DOUBLE is IEEE 754, DECIMAL is exact or an error. A NULL
 * operand is an error, but in text, where it reads {@code null}.
 */
final class ArithmeticCompiler {
  private ArithmeticCompiler() {}

  /** One operation on two values that are not NULL. */
  @FunctionalInterface
  private interface Operation {
    Object apply(Object left, Object right);
  }

  static Evaluator compile(Arithmetic arithmetic, ExpressionCompiler compiler) {
    Evaluator left = compiler.evaluator(arithmetic.left());
    Evaluator right = compiler.evaluator(arithmetic.right());
    if (arithmetic.type() == Simple.STRING) {
      return row -> String.valueOf(left.evaluate(row)) + right.evaluate(row);
    }
    Operation operation = operation(arithmetic.operator(), arithmetic.type());
    return row -> {
      Object first = left.evaluate(row);
      Object second = right.evaluate(row);
      if (first == null || second == null) {
        throw EvaluationException.nullOperand("arithmetic");
      }
      return operation.apply(first, second);
    };
  }

  private static Operation operation(ArithmeticOperator operator, SqlType type) {
    if (type == Simple.INTEGER) {
      return (left, right) ->
          integer(operator, ((Number) left).intValue(), ((Number) right).intValue());
    }
    if (type == Simple.BIGINT) {
      return (left, right) ->
          bigint(operator, ((Number) left).longValue(), ((Number) right).longValue());
    }
    if (type instanceof SqlType.Decimal decimal) {
      MathContext context = new MathContext(decimal.precision(), RoundingMode.UNNECESSARY);
      return (left, right) ->
          decimal(operator, number(left), number(right), context)
              .setScale(decimal.scale(), RoundingMode.UNNECESSARY);
    }
    return (left, right) ->
        floating(operator, ((Number) left).doubleValue(), ((Number) right).doubleValue());
  }

  /** Cut to 32 bits, the 64-bit result is what 32-bit arithmetic wraps to. */
  private static int integer(ArithmeticOperator operator, int left, int right) {
    return (int) bigint(operator, left, right);
  }

  private static long bigint(ArithmeticOperator operator, long left, long right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / notZero(right);
      case MODULO -> left % notZero(right);
    };
  }

  private static long notZero(long divisor) {
    if (divisor == 0) {
      throw divisionByZero();
    }
    return divisor;
  }

  private static double floating(ArithmeticOperator operator, double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
    };
  }

  private static BigDecimal decimal(
      ArithmeticOperator operator, BigDecimal left, BigDecimal right, MathContext context) {
    return switch (operator) {
      case ADD -> left.add(right, context);
      case SUBTRACT -> left.subtract(right, context);
      case MULTIPLY -> left.multiply(right, context);
      case DIVIDE -> left.divide(notZero(right), context);
      case MODULO -> left.remainder(notZero(right), context);
    };
  }

  private static BigDecimal notZero(BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw divisionByZero();
    }
    return divisor;
  }

  private static BigDecimal number(Object value) {
    return value instanceof BigDecimal decimal
        ? decimal
        : BigDecimal.valueOf(((Number) value).longValue());
  }

  private static EvaluationException divisionByZero() {
    return new EvaluationException(Kind.DIVISION_BY_ZERO, "Division by zero");
  }

  static Evaluator compile(Negate negate, ExpressionCompiler compiler) {
    Evaluator operand = compiler.evaluator(negate.operand());
    return row -> {
      Object value = operand.evaluate(row);
      if (value instanceof Integer number) {
        return -number;
      }
      if (value instanceof Long number) {
        return -number;
      }
      if (value instanceof Double number) {
        return -number;
      }
      if (value instanceof BigDecimal number) {
        return number.negate();
      }
      throw EvaluationException.nullOperand("unary minus");
    };
  }
}
