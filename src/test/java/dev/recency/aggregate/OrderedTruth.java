package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The aggregates that keep values, and the deviation, from scratch. */
final class OrderedTruth {
  /** Enough to round nearly every quotient, and enough for all quotients of sums of doubles. */
  private static final MathContext FEW_DIGITS = new MathContext(60, RoundingMode.DOWN);

  private static final MathContext DIGITS = new MathContext(1_500, RoundingMode.DOWN);

  private OrderedTruth() {}

  /** By position, NULL first, then by encoded bytes. */
  static List<WindowEvent> sorted(SqlType type, List<WindowEvent> events) {
    ValueCodec codec = ValueCodec.of(type);
    List<WindowEvent> sorted = new ArrayList<>(events);
    Comparator<WindowEvent> byBytes =
        (left, right) -> Arrays.compareUnsigned(bytes(codec, left), bytes(codec, right));
    sorted.sort(Comparator.comparingLong(WindowEvent::position).thenComparing(byBytes));
    return sorted;
  }

  private static byte @Nullable [] bytes(ValueCodec codec, WindowEvent event) {
    return event.value() == null ? null : codec.encode(event.value());
  }

  private static List<@Nullable Object> values(
      SqlType type, List<WindowEvent> events, boolean nulls) {
    List<@Nullable Object> values = new ArrayList<>();
    for (WindowEvent event : sorted(type, events)) {
      if (nulls || event.value() != null) {
        values.add(event.value());
      }
    }
    return values;
  }

  static Function<List<WindowEvent>, @Nullable Object> earliest(
      SqlType type, int count, boolean nulls) {
    return events -> first(values(type, events, nulls), count);
  }

  static Function<List<WindowEvent>, @Nullable Object> latest(
      SqlType type, int count, boolean nulls) {
    return events -> {
      List<@Nullable Object> values = values(type, events, nulls);
      return values.subList(Math.max(0, values.size() - count), values.size());
    };
  }

  /** The one value of a list of one. */
  static Function<List<WindowEvent>, @Nullable Object> single(
      Function<List<WindowEvent>, @Nullable Object> list) {
    return events -> {
      List<?> values = (List<?>) list.apply(events);
      return values == null || values.isEmpty() ? null : values.get(0);
    };
  }

  static Function<List<WindowEvent>, @Nullable Object> set(SqlType type) {
    return events -> first(new ArrayList<>(new LinkedHashSet<>(values(type, events, true))), 1_000);
  }

  static Function<List<WindowEvent>, @Nullable Object> top(int count, boolean distinct) {
    return events -> {
      List<@Nullable Object> values = new ArrayList<>(Truth.present(events));
      values.sort(Truth.order().reversed());
      return first(distinct ? new ArrayList<>(new LinkedHashSet<>(values)) : values, count);
    };
  }

  private static List<@Nullable Object> first(List<@Nullable Object> values, int count) {
    return values.subList(0, Math.min(count, values.size()));
  }

  static Function<List<WindowEvent>, @Nullable Object> histogram(SqlType type) {
    return events -> {
      Map<String, Long> counts = new LinkedHashMap<>();
      for (WindowEvent event : sorted(type, nullsAsText(events))) {
        counts.merge(String.valueOf(event.value()), 1L, Long::sum);
      }
      return Collections.unmodifiableMap(counts);
    };
  }

  private static List<WindowEvent> nullsAsText(List<WindowEvent> events) {
    return events.stream()
        .map(event -> new WindowEvent(event.position(), String.valueOf(event.value())))
        .toList();
  }

  static long distinct(List<WindowEvent> events) {
    return Truth.present(events).stream()
        .map(value -> value.equals(-0.0) ? (Object) 0.0 : value)
        .collect(Collectors.toSet())
        .size();
  }

  /** Mean first, then the squares of what differs from it: another way than the tested one. */
  static @Nullable Object deviation(List<WindowEvent> events) {
    List<Object> values = Truth.present(events);
    if (values.size() < 2) {
      return null;
    }
    if (values.stream().anyMatch(each -> each instanceof Double d && !Double.isFinite(d))) {
      return Double.NaN;
    }
    BigDecimal count = BigDecimal.valueOf(values.size());
    BigDecimal sum = Truth.exact(values);
    BigDecimal squares = BigDecimal.ZERO;
    for (Object value : values) {
      BigDecimal difference = Truth.exact(List.of(value)).multiply(count).subtract(sum);
      squares = squares.add(difference.multiply(difference));
    }
    BigDecimal denominator = count.multiply(count).multiply(count.subtract(BigDecimal.ONE));
    return Math.sqrt(nearest(squares, denominator));
  }

  private static double nearest(BigDecimal numerator, BigDecimal denominator) {
    BigDecimal below = numerator.divide(denominator, FEW_DIGITS);
    BigDecimal above = below.add(below.ulp());
    return below.doubleValue() == above.doubleValue()
        ? below.doubleValue()
        : numerator.divide(denominator, DIGITS).doubleValue();
  }
}
