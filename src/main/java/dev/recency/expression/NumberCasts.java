package dev.recency.expression;

import dev.recency.expression.CastCompiler.Conversion;
import dev.recency.expression.ErrorListener.Kind;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Casts between numbers and between temporal types. DOUBLE to a whole number truncates, BIGINT to
 * INTEGER wraps, to DECIMAL rounds HALF_UP.
 */
final class NumberCasts {
  private static final long MILLIS_PER_DAY = 86_400_000L;

  private NumberCasts() {}

  static Conversion conversion(SqlType from, SqlType to) {
    if (from.temporal()) {
      return temporal(from, to);
    }
    if (to instanceof SqlType.Decimal decimal) {
      return value -> decimal(value, decimal);
    }
    if (from.numeric() && to == Simple.INTEGER) {
      return value -> ((Number) value).intValue();
    }
    if (from.numeric() && to == Simple.BIGINT) {
      return value -> ((Number) value).longValue();
    }
    if (from.numeric() && to == Simple.DOUBLE) {
      return value -> ((Number) value).doubleValue();
    }
    throw new IllegalArgumentException("No cast from " + from + " to " + to);
  }

  private static Conversion temporal(SqlType from, SqlType to) {
    if (from == Simple.TIMESTAMP && to == Simple.DATE) {
      return value -> (int) Math.floorDiv((Long) value, MILLIS_PER_DAY);
    }
    if (from == Simple.TIMESTAMP && to == Simple.TIME) {
      return value -> (int) Math.floorMod((Long) value, MILLIS_PER_DAY);
    }
    if (from == Simple.DATE && to == Simple.TIMESTAMP) {
      return value -> ((Integer) value) * MILLIS_PER_DAY;
    }
    throw new IllegalArgumentException("No cast from " + from + " to " + to);
  }

  private static BigDecimal decimal(Object value, SqlType.Decimal type) {
    if (value instanceof BigDecimal decimal) {
      return fit(decimal, type);
    }
    if (value instanceof Double number) {
      // A double has as many digits as the type asks for, then is rounded to the scale.
      return fit(new BigDecimal(number, new MathContext(type.precision())), type);
    }
    return fit(BigDecimal.valueOf(((Number) value).longValue()), type);
  }

  /**
   * The value with the type's scale, rounded HALF_UP.
   *
   * @throws EvaluationException if it has too many digits before the point
   */
  static BigDecimal fit(BigDecimal value, SqlType.Decimal type) {
    BigDecimal rounded = value.setScale(type.scale(), RoundingMode.HALF_UP);
    if (rounded.precision() > type.precision()) {
      throw new EvaluationException(
          Kind.OVERFLOW, "[" + value.toPlainString() + "] does not fit " + type);
    }
    return rounded;
  }
}
