package dev.recency.accuracy.truth;

import dev.recency.plan.type.SqlType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of one feature are held in longs, without loss: INTEGER and BIGINT as they are,
 * DECIMAL up to 18 digits without its point, DOUBLE as its bits. Wider DECIMALs are held as doubles
 * and compared as such.
 *
 * @param kind which of these
 * @param scale of {@code Kind.SCALED}, else 0
 */
public record FeatureNumber(Kind kind, int scale) {
  private static final int LONG_DIGITS = 18;

  /** Representations. */
  public enum Kind {
    /** The number itself. */
    WHOLE,
    /** The number times 10 to the scale. */
    SCALED,
    /** {@code Double.doubleToLongBits}. */
    BINARY
  }

  /** The representation of a numeric type. */
  static FeatureNumber of(SqlType type) {
    if (type == SqlType.Simple.DOUBLE) {
      return new FeatureNumber(Kind.BINARY, 0);
    }
    if (type instanceof SqlType.Decimal decimal) {
      return decimal.precision() > LONG_DIGITS
          ? new FeatureNumber(Kind.BINARY, 0)
          : new FeatureNumber(Kind.SCALED, decimal.scale());
    }
    return new FeatureNumber(Kind.WHOLE, 0);
  }

  /**
   * The bits of a number of any numeric type; null is NULL. A number that the representation cannot
   * hold (an engine that writes 1.5 for a BIGINT) becomes the nearest one that it can.
   */
  public @Nullable Long bits(@Nullable Object number) {
    if (number == null) {
      return null;
    }
    return switch (kind) {
      case BINARY -> Double.doubleToLongBits(((Number) number).doubleValue());
      case WHOLE ->
          number instanceof Long || number instanceof Integer
              ? ((Number) number).longValue()
              : nearest(decimal(number));
      case SCALED -> nearest(decimal(number).movePointRight(scale));
    };
  }

  private static BigDecimal decimal(Object number) {
    if (number instanceof Double value) {
      return Double.isFinite(value)
          ? BigDecimal.valueOf(value)
          : BigDecimal.valueOf(Long.MAX_VALUE);
    }
    return number instanceof BigDecimal exact
        ? exact
        : BigDecimal.valueOf(((Number) number).longValue());
  }

  private static long nearest(BigDecimal number) {
    BigDecimal whole = number.setScale(0, RoundingMode.HALF_UP);
    return whole
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .max(BigDecimal.valueOf(Long.MIN_VALUE))
        .longValue();
  }

  /** The number as a double, for the size of errors. */
  public double value(long bits) {
    return switch (kind) {
      case WHOLE -> (double) bits;
      case SCALED -> BigDecimal.valueOf(bits, scale).doubleValue();
      case BINARY -> Double.longBitsToDouble(bits);
    };
  }

  /** The number as text: digits, or {@code NaN}, {@code Infinity}. */
  public String text(long bits) {
    return switch (kind) {
      case WHOLE -> Long.toString(bits);
      case SCALED -> BigDecimal.valueOf(bits, scale).toPlainString();
      case BINARY -> Double.toString(Double.longBitsToDouble(bits));
    };
  }

  /** Whether two numbers are equal; −0 equals 0 and NaN equals NaN. */
  public boolean equal(long left, long right) {
    return left == right || (kind == Kind.BINARY && value(left) == value(right));
  }
}
