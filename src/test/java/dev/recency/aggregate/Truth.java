package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The aggregates from scratch: slow and obvious. */
final class Truth {
  private Truth() {}

  /** The values that are not NULL, as they came. */
  static List<Object> present(List<WindowEvent> events) {
    return events.stream()
        .map(WindowEvent::value)
        .filter(Objects::nonNull)
        .map(value -> (Object) value)
        .toList();
  }

  static Function<List<WindowEvent>, @Nullable Object> sum(SqlType type) {
    return events -> {
      List<Object> values = present(events);
      if (values.isEmpty()) {
        return null;
      }
      if (type == Simple.DOUBLE) {
        return doubleSum(values);
      }
      BigDecimal sum = exact(values);
      if (type instanceof SqlType.Decimal decimal) {
        return sum.precision() <= decimal.precision() ? sum.setScale(decimal.scale()) : null;
      }
      int bits = type == Simple.INTEGER ? 31 : 63;
      if (sum.toBigIntegerExact().bitLength() > bits) {
        return null;
      }
      return type == Simple.INTEGER ? (Object) sum.intValueExact() : sum.longValueExact();
    };
  }

  static Function<List<WindowEvent>, @Nullable Object> average(SqlType type) {
    return events -> {
      List<Object> values = present(events);
      if (values.isEmpty()) {
        return null;
      }
      if (type instanceof SqlType.Decimal decimal) {
        BigDecimal count = BigDecimal.valueOf(values.size());
        return exact(values).divide(count, decimal.scale(), RoundingMode.HALF_UP);
      }
      double sum = type == Simple.DOUBLE ? doubleSum(values) : exact(values).doubleValue();
      return sum / values.size();
    };
  }

  /** The exact sum, rounded once; what IEEE adds of those that are not finite, and for zeros. */
  static double doubleSum(List<Object> values) {
    if (values.stream().allMatch(value -> Double.isFinite((Double) value))) {
      BigDecimal exact = exact(values);
      boolean negativeZeros = values.stream().allMatch(value -> value.equals(-0.0));
      return negativeZeros ? -0.0 : exact.doubleValue();
    }
    return values.stream()
        .mapToDouble(value -> (Double) value)
        .filter(value -> !Double.isFinite(value))
        .sum();
  }

  static BigDecimal exact(List<Object> values) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Object value : values) {
      sum = sum.add(exact(value));
    }
    return sum;
  }

  private static BigDecimal exact(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    return value instanceof Double real
        ? new BigDecimal(real)
        : new BigDecimal(BigInteger.valueOf(((Number) value).longValue()));
  }

  static Function<List<WindowEvent>, @Nullable Object> smallest() {
    return events -> present(events).stream().min(order()).orElse(null);
  }

  static Function<List<WindowEvent>, @Nullable Object> largest() {
    return events -> present(events).stream().max(order()).orElse(null);
  }

  @SuppressWarnings("unchecked")
  static Comparator<Object> order() {
    return (left, right) -> ((Comparable<Object>) left).compareTo(right);
  }
}
