package dev.recency.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the dialect's aggregates surprise: numbers that ksqlDB gives, or computed by hand. */
class DialectOdditiesTest {
  private static final SqlType INTEGER = Simple.INTEGER;
  private static final SqlType DOUBLE = Simple.DOUBLE;

  private static @Nullable Object value(
      String function, SqlType argument, SqlType result, @Nullable Object... values) {
    Aggregate<Object> aggregate =
        DialectSubject.aggregate(function, List.of(argument), List.of(), result);
    Object accumulator = aggregate.create();
    long position = 0;
    for (Object value : values) {
      DialectStep step = new DialectStep(position++, Arrays.asList(value), false);
      aggregate.add(accumulator, step.arguments(List.of(argument)));
    }
    return aggregate.lower(accumulator);
  }

  @Test
  void sumsOfIntegersWrapAround() {
    assertThat(value("SUM", INTEGER, INTEGER, 2147483647, 1)).isEqualTo(-2147483648);
    assertThat(value("AVG", INTEGER, DOUBLE, 2147483647, 1)).isEqualTo(-1.073741824E9);
    assertThat(value("SUM", Simple.BIGINT, Simple.BIGINT, Long.MAX_VALUE, 1L))
        .isEqualTo(Long.MIN_VALUE);
    assertThat(value("AVG", Simple.BIGINT, DOUBLE, Long.MAX_VALUE, 1L))
        .isEqualTo(-4.6116860184273879E18);
  }

  @Test
  void overNothingSumsAndAveragesAreZero() {
    assertThat(value("SUM", INTEGER, INTEGER, (Object) null)).isEqualTo(0);
    assertThat(value("AVG", INTEGER, DOUBLE, (Object) null)).isEqualTo(0.0);
    assertThat(value("SUM", DOUBLE, DOUBLE)).isEqualTo(0.0);
    assertThat(value("SUM", Subjects.DECIMAL, Subjects.DECIMAL)).isEqualTo(new BigDecimal("0.00"));
    assertThat(value("MAX", INTEGER, INTEGER, (Object) null)).isNull();
  }

  @Test
  void doublesAreAddedInTheOrderOfArrival() {
    assertThat(value("AVG", DOUBLE, DOUBLE, 0.1, 0.2, 0.3)).isEqualTo(0.20000000000000004);
    assertThat(value("SUM", DOUBLE, DOUBLE, 1e17, 0.25, -1e17)).isEqualTo(0.0);
  }

  @Test
  void takingALargeDoubleBackLeavesItsRoundingBehind() {
    PlainTotals sum = PlainTotals.sum(0);
    PlainTotals.Total total = sum.create();
    Arguments large = new DialectStep(0, List.of(1e17), false).arguments(List.of(DOUBLE));
    Arguments small = new DialectStep(1, List.of(0.25), false).arguments(List.of(DOUBLE));
    sum.add(total, large);
    sum.add(total, small);
    sum.remove(total, large);
    assertThat(sum.lower(total)).isEqualTo(0.0);
  }

  @Test
  void stddevSampIsTheVariance() {
    assertThat(value("STDDEV_SAMP", INTEGER, DOUBLE, 1, 3, 3)).isEqualTo(1.3333333333333333);
    assertThat(value("STDDEV_SAMPLE", INTEGER, DOUBLE, 1, 3, 3)).isEqualTo(1.1547005383792515);
    assertThat(value("STDDEV_SAMPLE", INTEGER, DOUBLE, 7)).isEqualTo(0.0);
  }

  @Test
  void deviationsOfIntegersWrapWhereTheirSumsDo() {
    // The sum of both wraps to −2, so the difference, 0, comes out as 2^32.
    assertThat(value("STDDEV_SAMPLE", INTEGER, DOUBLE, Integer.MAX_VALUE, Integer.MAX_VALUE))
        .isEqualTo(Math.sqrt(0x1p64 / 2));
    assertThat(value("STDDEV_SAMP", INTEGER, DOUBLE, Integer.MAX_VALUE, Integer.MAX_VALUE))
        .isEqualTo(0.0);
  }

  @Test
  void aDecimalSumThatDoesNotFitIsNullUntilItFits() {
    SqlType type = Subjects.DECIMAL;
    BigDecimal most = new BigDecimal("9999.99");
    assertThat(value("SUM", type, type, most, new BigDecimal("0.02"))).isNull();
    assertThat(value("SUM", type, type, most, new BigDecimal("0.02"), new BigDecimal("-0.03")))
        .isEqualTo(new BigDecimal("9999.98"));
  }

  @Test
  void collectionsKeepNullsAndHaveABound() {
    SqlType list = new SqlType.Array(Simple.STRING);
    assertThat((List<?>) value("COLLECT_LIST", Simple.STRING, list, "x", null, "x", null))
        .isEqualTo(Arrays.asList("x", null, "x", null));
    assertThat((List<?>) value("COLLECT_SET", Simple.STRING, list, "x", null, "x", null))
        .isEqualTo(Arrays.asList("x", null));
    Object[] many = new Object[CollectList.MAX_DIALECT_VALUES + 1];
    Arrays.setAll(many, i -> i);
    SqlType integers = new SqlType.Array(INTEGER);
    assertThat(value("COLLECT_LIST", INTEGER, integers, many))
        .isEqualTo(Arrays.asList(many).subList(0, CollectList.MAX_DIALECT_VALUES));
    assertThat((List<?>) value("COLLECT_SET", INTEGER, integers, many))
        .hasSize(CollectList.MAX_DIALECT_VALUES);
  }

  @Test
  void attrIsNullAsSoonAsTwoValuesDiffer() {
    assertThat(value("ATTR", Simple.STRING, Simple.STRING, "x", "x")).isEqualTo("x");
    assertThat(value("ATTR", Simple.STRING, Simple.STRING, "x", "y", "x")).isNull();
    assertThat(value("ATTR", Simple.STRING, Simple.STRING, null, "x")).isNull();
  }
}
