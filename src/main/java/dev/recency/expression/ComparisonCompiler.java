package dev.recency.expression;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.ComparisonOperator;
import dev.recency.plan.typed.TypedExpression.Constant;
import dev.recency.plan.typed.TypedExpression.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons: false where a side is NULL. Columns and constants of primitive types are compared
 * unboxed; a STRING column with a constant without any call in between.
 */
final class ComparisonCompiler {
  private ComparisonCompiler() {}

  static Condition compile(
      ComparisonOperator operator,
      TypedExpression left,
      TypedExpression right,
      ExpressionCompiler compiler) {
    if (isNull(left) || isNull(right)) {
      return row -> false;
    }
    Condition unboxed = unboxed(Relation.of(operator), left, right);
    if (unboxed != null) {
      return unboxed;
    }
    if (operator == ComparisonOperator.EQUAL
        && left instanceof Slot slot
        && slot.type() == Simple.STRING
        && right instanceof Constant constant
        && constant.value() instanceof String text) {
      int index = slot.slot();
      return row -> text.equals(row.getReference(index));
    }
    ValueComparison comparison = ValueComparison.of(operator, left.type(), right.type());
    Evaluator first = compiler.evaluator(left);
    Evaluator second = compiler.evaluator(right);
    return row -> {
      Object a = first.evaluate(row);
      Object b = second.evaluate(row);
      return a != null && b != null && comparison.test(a, b);
    };
  }

  private static boolean isNull(TypedExpression expression) {
    return expression instanceof Constant constant && constant.value() == null;
  }

  private static @Nullable Condition unboxed(
      Relation relation, TypedExpression left, TypedExpression right) {
    if (sameLongs(left.type(), right.type())) {
      LongOperand first = LongOperand.of(left);
      LongOperand second = LongOperand.of(right);
      return first == null || second == null ? null : longs(relation, first, second);
    }
    DoubleOperand first = DoubleOperand.of(left);
    DoubleOperand second = DoubleOperand.of(right);
    return first == null || second == null
        ? null
        : row ->
            !first.isNull(row)
                && !second.isNull(row)
                && relation.holds(first.get(row), second.get(row));
  }

  private static Condition longs(Relation relation, LongOperand left, LongOperand right) {
    if (left instanceof LongOperand.Column column && right instanceof LongOperand.Fixed fixed) {
      int slot = column.slot();
      long value = fixed.value();
      return row -> !row.isNull(slot) && relation.holds(row.getLong(slot), value);
    }
    return row ->
        !left.isNull(row) && !right.isNull(row) && relation.holds(left.get(row), right.get(row));
  }

  private static boolean sameLongs(SqlType left, SqlType right) {
    return (whole(left) && whole(right))
        || (left.equals(right) && (left.temporal() || left == Simple.BOOLEAN));
  }

  private static boolean whole(SqlType type) {
    return type == Simple.INTEGER || type == Simple.BIGINT;
  }
}
