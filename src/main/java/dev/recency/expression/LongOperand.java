package dev.recency.expression;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.Cast;
import dev.recency.plan.typed.TypedExpression.Constant;
import dev.recency.plan.typed.TypedExpression.Slot;
import org.jspecify.annotations.Nullable;

/**
 * A column or constant that a comparison reads as a long, without boxing: INTEGER, BIGINT, the
 * temporal types and, as 0 and 1, BOOLEAN.
 */
sealed interface LongOperand {
  boolean isNull(Row row);

  long get(Row row);

  /** A column. */
  record Column(int slot) implements LongOperand {
    @Override
    public boolean isNull(Row row) {
      return row.isNull(slot);
    }

    @Override
    public long get(Row row) {
      return row.getLong(slot);
    }
  }

  /** A column of type BOOLEAN. */
  record Flag(int slot) implements LongOperand {
    @Override
    public boolean isNull(Row row) {
      return row.isNull(slot);
    }

    @Override
    public long get(Row row) {
      return row.getBoolean(slot) ? 1 : 0;
    }
  }

  /** A constant that is not NULL. */
  record Fixed(long value) implements LongOperand {
    @Override
    public boolean isNull(Row row) {
      return false;
    }

    @Override
    public long get(Row row) {
      return value;
    }
  }

  /** Null if the expression is none of these. */
  static @Nullable LongOperand of(TypedExpression expression) {
    if (expression instanceof Cast cast
        && cast.type() == Simple.BIGINT
        && cast.operand().type() == Simple.INTEGER) {
      return of(cast.operand());
    }
    SqlType type = expression.type();
    if (!type.primitive() || type == Simple.DOUBLE) {
      return null;
    }
    if (expression instanceof Slot slot) {
      return type == Simple.BOOLEAN ? new Flag(slot.slot()) : new Column(slot.slot());
    }
    if (expression instanceof Constant constant) {
      if (constant.value() instanceof Boolean flag) {
        return new Fixed(flag ? 1 : 0);
      }
      return constant.value() instanceof Number number ? new Fixed(number.longValue()) : null;
    }
    return null;
  }
}
