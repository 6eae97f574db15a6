package dev.recency.expression;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.Between;
import dev.recency.plan.typed.TypedExpression.ComparisonOperator;
import dev.recency.plan.typed.TypedExpression.Constant;
import dev.recency.plan.typed.TypedExpression.Distinct;
import dev.recency.plan.typed.TypedExpression.In;
import dev.recency.plan.typed.TypedExpression.IsNull;
import dev.recency.plan.typed.TypedExpression.Slot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The predicates other than comparison and LIKE. */
final class PredicateCompiler {
  private PredicateCompiler() {}

  /** A BOOLEAN value as a condition; NULL is an error. */
  static Condition value(TypedExpression expression, ExpressionCompiler compiler) {
    if (expression instanceof Slot slot) {
      int index = slot.slot();
      return row -> {
        if (row.isNull(index)) {
          throw EvaluationException.nullOperand("a condition");
        }
        return row.getBoolean(index);
      };
    }
    Evaluator evaluator = compiler.evaluator(expression);
    return row -> {
      if (evaluator.evaluate(row) instanceof Boolean value) {
        return value;
      }
      throw EvaluationException.nullOperand("a condition");
    };
  }

  static Condition isNull(IsNull isNull, ExpressionCompiler compiler) {
    boolean negated = isNull.negated();
    if (isNull.operand() instanceof Slot slot) {
      int index = slot.slot();
      return row -> row.isNull(index) != negated;
    }
    Evaluator operand = compiler.evaluator(isNull.operand());
    return row -> (operand.evaluate(row) == null) != negated;
  }

  static Condition distinct(Distinct distinct, ExpressionCompiler compiler) {
    Evaluator left = compiler.evaluator(distinct.left());
    Evaluator right = compiler.evaluator(distinct.right());
    boolean negated = distinct.negated();
    if (isNullLiteral(distinct.left()) || isNullLiteral(distinct.right())) {
      return row -> ((left.evaluate(row) == null) != (right.evaluate(row) == null)) != negated;
    }
    ValueComparison differ =
        ValueComparison.of(
            ComparisonOperator.NOT_EQUAL, distinct.left().type(), distinct.right().type());
    return row -> {
      Object first = left.evaluate(row);
      Object second = right.evaluate(row);
      boolean result =
          (first == null || second == null)
              ? ((first == null) != (second == null))
              : differ.test(first, second);
      return result != negated;
    };
  }

  private static boolean isNullLiteral(TypedExpression expression) {
    return expression.type() == SqlType.Simple.NULL;
  }

  static Condition between(Between between, ExpressionCompiler compiler) {
    Condition low =
        ComparisonCompiler.compile(
            ComparisonOperator.GREATER_OR_EQUAL, between.value(), between.low(), compiler);
    Condition high =
        ComparisonCompiler.compile(
            ComparisonOperator.LESS_OR_EQUAL, between.value(), between.high(), compiler);
    boolean negated = between.negated();
    return row -> (low.test(row) && high.test(row)) != negated;
  }

  static Condition in(In in, ExpressionCompiler compiler) {
    boolean negated = in.negated();
    Condition matches = matches(in, compiler);
    return row -> matches.test(row) != negated;
  }

  private static Condition matches(In in, ExpressionCompiler compiler) {
    if (in.value().type() == SqlType.Simple.STRING
        && in.options().stream()
            .allMatch(option -> option instanceof Constant && isStringOrNull(option))) {
      return inStrings(in, compiler);
    }
    List<Condition> conditions =
        in.options().stream()
            .map(
                option ->
                    ComparisonCompiler.compile(
                        ComparisonOperator.EQUAL, in.value(), option, compiler))
            .toList();
    Condition[] options = conditions.toArray(Condition[]::new);
    return row -> any(options, row);
  }

  private static boolean isStringOrNull(TypedExpression option) {
    return option.type() == SqlType.Simple.STRING || isNullLiteral(option);
  }

  private static boolean any(Condition[] options, Row row) {
    for (Condition option : options) {
      if (option.test(row)) {
        return true;
      }
    }
    return false;
  }

  private static Condition inStrings(In in, ExpressionCompiler compiler) {
    Set<Object> options = new HashSet<>();
    for (TypedExpression option : in.options()) {
      if (((Constant) option).value() instanceof String text) {
        options.add(text);
      }
    }
    Evaluator value = compiler.evaluator(in.value());
    return row -> {
      Object given = value.evaluate(row);
      return given != null && options.contains(given);
    };
  }
}
