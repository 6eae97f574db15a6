package dev.recency.expression;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.Constant;
import dev.recency.plan.typed.TypedExpression.Slot;
import org.jspecify.annotations.Nullable;

/** A column or constant that a comparison reads as a double, without boxing. */
sealed interface DoubleOperand {
  boolean isNull(Row row);

  double get(Row row);

  /** A column of type DOUBLE. */
  record Column(int slot) implements DoubleOperand {
    @Override
    public boolean isNull(Row row) {
      return row.isNull(slot);
    }

    @Override
    public double get(Row row) {
      return row.getDouble(slot);
    }
  }

  /** An INTEGER or BIGINT, widened as Java does. */
  record Widened(LongOperand operand) implements DoubleOperand {
    @Override
    public boolean isNull(Row row) {
      return operand.isNull(row);
    }

    @Override
    public double get(Row row) {
      return operand.get(row);
    }
  }

  /** A constant that is not NULL. */
  record Fixed(double value) implements DoubleOperand {
    @Override
    public boolean isNull(Row row) {
      return false;
    }

    @Override
    public double get(Row row) {
      return value;
    }
  }

  /** Null if the expression is none of these. */
  static @Nullable DoubleOperand of(TypedExpression expression) {
    if (expression.type() == Simple.INTEGER || expression.type() == Simple.BIGINT) {
      LongOperand operand = LongOperand.of(expression);
      return operand == null ? null : new Widened(operand);
    }
    if (expression.type() != Simple.DOUBLE) {
      return null;
    }
    if (expression instanceof Slot slot) {
      return new Column(slot.slot());
    }
    return expression instanceof Constant constant && constant.value() instanceof Double value
        ? new Fixed(value)
        : null;
  }
}
