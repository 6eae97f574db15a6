package dev.recency.aggregate;

import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The aggregates of the dialect from scratch: slow and obvious. */
final class DialectTruth {
  private DialectTruth() {}

  /** The exact sum, cut to the bits of its type. */
  static Object wrappedSum(List<Object> numbers, SqlType type) {
    BigInteger sum = BigInteger.ZERO;
    for (Object number : numbers) {
      sum = sum.add(BigInteger.valueOf(((Number) number).longValue()));
    }
    return type == Simple.INTEGER ? (Object) sum.intValue() : sum.longValue();
  }

  static Object wrappedAverage(List<Object> numbers, SqlType type) {
    Number sum = (Number) wrappedSum(numbers, type);
    return numbers.isEmpty() ? 0.0 : sum.doubleValue() / numbers.size();
  }

  static @Nullable Object decimalSum(List<Object> numbers, SqlType.Decimal type) {
    BigDecimal sum = Truth.exact(numbers).setScale(type.scale());
    return sum.precision() <= type.precision() ? sum : null;
  }

  static Object decimalAverage(List<Object> numbers, SqlType.Decimal type) {
    return numbers.isEmpty()
        ? BigDecimal.ZERO.setScale(type.scale())
        : Truth.exact(numbers)
            .divide(BigDecimal.valueOf(numbers.size()), type.scale(), RoundingMode.HALF_UP);
  }

  /** What plain addition and subtraction give, in the order of the steps. */
  static double plainSum(List<DialectStep> steps) {
    double sum = 0.0;
    for (DialectStep step : steps) {
      if (step.value() instanceof Double number) {
        sum = step.undone() ? sum - number : sum + number;
      }
    }
    return sum;
  }

  static double plainAverage(List<DialectStep> steps) {
    int count = DialectStep.leftPresent(steps).size();
    return count == 0 ? 0.0 : plainSum(steps) / count;
  }

  static List<DialectStep> listSums(List<DialectStep> steps) {
    List<DialectStep> sums = new ArrayList<>();
    for (DialectStep step : steps) {
      Object sum =
          step.value() instanceof List<?> list
              ? list.stream()
                  .filter(Objects::nonNull)
                  .mapToDouble(each -> (Double) each)
                  .reduce(0.0, Double::sum)
              : null;
      sums.add(new DialectStep(step.position(), Collections.singletonList(sum), step.undone()));
    }
    return sums;
  }

  static List<Object> elements(List<DialectStep> steps) {
    List<Object> elements = new ArrayList<>();
    for (Object list : DialectStep.leftPresent(steps)) {
      ((List<?>) list).stream().filter(Objects::nonNull).forEach(elements::add);
    }
    return elements;
  }

  /** The mean first, then the squares of what differs from it. */
  static double variance(List<DialectStep> steps) {
    List<Object> numbers = DialectStep.leftPresent(steps);
    if (numbers.size() < 2) {
      return 0;
    }
    double mean = Truth.exact(numbers).doubleValue() / numbers.size();
    double squares = 0;
    for (Object number : numbers) {
      double difference = ((Number) number).doubleValue() - mean;
      squares += difference * difference;
    }
    return squares / (numbers.size() - 1);
  }

  /** From exact sums; NaN where a side does not vary. */
  static double correlation(List<DialectStep> steps) {
    BigDecimal x = BigDecimal.ZERO;
    BigDecimal y = BigDecimal.ZERO;
    BigDecimal xx = BigDecimal.ZERO;
    BigDecimal yy = BigDecimal.ZERO;
    BigDecimal xy = BigDecimal.ZERO;
    int pairs = 0;
    for (DialectStep step : DialectStep.left(steps)) {
      if (step.value() instanceof Number left && step.values().get(1) instanceof Number right) {
        BigDecimal first = new BigDecimal(left.toString());
        BigDecimal second = new BigDecimal(right.toString());
        x = x.add(first);
        y = y.add(second);
        xx = xx.add(first.multiply(first));
        yy = yy.add(second.multiply(second));
        xy = xy.add(first.multiply(second));
        pairs++;
      }
    }
    BigDecimal n = BigDecimal.valueOf(pairs);
    double both = n.multiply(xy).subtract(x.multiply(y)).doubleValue();
    double alone =
        n.multiply(xx)
            .subtract(x.multiply(x))
            .multiply(n.multiply(yy).subtract(y.multiply(y)))
            .doubleValue();
    return alone == 0 ? Double.NaN : both / Math.sqrt(alone);
  }

  static Function<List<DialectStep>, @Nullable Object> earliest(int count, boolean nulls) {
    return steps -> {
      List<?> values = nulls ? DialectStep.leftValues(steps) : DialectStep.leftPresent(steps);
      return values.subList(0, Math.min(count, values.size()));
    };
  }

  static Function<List<DialectStep>, @Nullable Object> latest(int count, boolean nulls) {
    return steps -> {
      List<?> values = nulls ? DialectStep.leftValues(steps) : DialectStep.leftPresent(steps);
      return values.subList(Math.max(0, values.size() - count), values.size());
    };
  }

  static Function<List<DialectStep>, @Nullable Object> single(
      Function<List<DialectStep>, @Nullable Object> list) {
    return steps -> {
      List<?> values = (List<?>) list.apply(steps);
      return values == null || values.isEmpty() ? null : values.get(0);
    };
  }

  static Object set(List<DialectStep> steps) {
    return new ArrayList<>(new LinkedHashSet<>(DialectStep.leftValues(steps)));
  }

  static Object top(List<DialectStep> steps, int count, boolean distinct) {
    List<Object> values = new ArrayList<>(DialectStep.leftPresent(steps));
    values.sort(Truth.order().reversed());
    List<Object> wanted = distinct ? new ArrayList<>(new LinkedHashSet<>(values)) : values;
    return wanted.subList(0, Math.min(count, wanted.size()));
  }

  /** A stable sort: of equal ones the earlier comes first. */
  static Object topRows(List<DialectStep> steps, int count) {
    List<DialectStep> rows = new ArrayList<>(DialectStep.left(steps));
    rows.removeIf(row -> row.value() == null);
    rows.sort(
        Comparator.comparing(row -> Objects.requireNonNull(row.value()), Truth.order().reversed()));
    return rows.subList(0, Math.min(count, rows.size())).stream()
        .map(row -> StructValue.of(row.values().toArray()))
        .toList();
  }

  static Object histogram(List<DialectStep> steps) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Object value : DialectStep.leftValues(steps)) {
      counts.merge(String.valueOf(value), 1L, Long::sum);
    }
    return counts;
  }

  static @Nullable Object only(List<DialectStep> steps) {
    Set<@Nullable Object> values = new HashSet<>(DialectStep.leftValues(steps));
    return values.size() == 1 ? values.iterator().next() : null;
  }
}
