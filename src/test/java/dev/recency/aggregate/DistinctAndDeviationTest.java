package dev.recency.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import org.junit.jupiter.api.Test;

/** COUNT_DISTINCT, STDDEV_SAMP, STDDEV_SAMPLE, and what is not an aggregate. */
class DistinctAndDeviationTest {
  private static Steps deviation(SqlType argument) {
    return Steps.of("STDDEV_SAMP", argument, Simple.DOUBLE);
  }

  private static Steps distinct(SqlType argument) {
    return Steps.of("COUNT_DISTINCT", argument, Simple.BIGINT);
  }

  @Test
  void aValueLeavesWithItsLastOccurrence() {
    Steps distinct = distinct(Simple.STRING).add("a", "a", "b", null);
    assertThat(distinct.value()).isEqualTo(2L);
    assertThat(distinct.remove("a", null).value()).isEqualTo(2L);
    assertThat(distinct.remove("a").value()).isEqualTo(1L);
  }

  @Test
  void zerosAreOneValueAndSoIsEveryNan() {
    Steps distinct = distinct(Simple.DOUBLE);
    distinct.add(0.0, -0.0, Double.NaN, Double.longBitsToDouble(-1L));
    assertThat(distinct.value()).isEqualTo(2L);
    CountDistinct aggregate = (CountDistinct) (Aggregate<?>) distinct.aggregate();
    Arguments zero = new WindowEvent(0, -0.0).arguments(Simple.DOUBLE);
    assertThat(aggregate.encoded(zero)).isEqualTo(ValueCodec.of(Simple.DOUBLE).encode(0.0));
    assertThat(aggregate.encoded(new WindowEvent(0, null).arguments(Simple.DOUBLE))).isNull();
  }

  @Test
  void theDeviationIsOfTheSampleAndNeedsTwoValues() {
    Steps deviation = deviation(Simple.INTEGER);
    assertThat(deviation.add(2, null).value()).isNull();
    assertThat(deviation.add(4, 4, 4, 5, 5, 7, 9).value()).isEqualTo(Math.sqrt(32.0 / 7));
    assertThat(deviation.remove(2, 4, 4, 4, 5, 5, 7).value()).isNull();
  }

  @Test
  void theDeviationOfLargeValuesThatHardlyDifferIsExact() {
    assertThat(deviation(Simple.DOUBLE).add(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16).value())
        .isEqualTo(Math.sqrt(30));
    assertThat(deviation(Simple.BIGINT).add(Long.MAX_VALUE, Long.MAX_VALUE - 2).value())
        .isEqualTo(Math.sqrt(2));
    assertThat(deviation(Simple.BIGINT).add(Long.MIN_VALUE, Long.MIN_VALUE).value()).isEqualTo(0.0);
    assertThat(deviation(Simple.DOUBLE).add(1e-200, 3e-200).value()).isEqualTo(0.0);
    assertThat(deviation(Simple.DOUBLE).add(Double.MAX_VALUE, 0.0).value())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void whatIsNotFiniteLeavesTheDeviationWithItsEvent() {
    Steps deviation = deviation(Simple.DOUBLE).add(1.0, 3.0, Double.NEGATIVE_INFINITY);
    assertThat(deviation.value()).isEqualTo(Double.NaN);
    assertThat(deviation.remove(Double.NEGATIVE_INFINITY).value()).isEqualTo(Math.sqrt(2));
  }

  @Test
  void writesVersion1() {
    assertThat(deviation(Simple.INTEGER).formatVersion()).isEqualTo((byte) 1);
    assertThat(deviation(Simple.INTEGER).add(-3).hex()).isEqualTo("010002010301" + "0109");
    assertThat(deviation(Simple.INTEGER).read("01000201030101" + "09").add(-5).value())
        .isEqualTo(Math.sqrt(2));
    assertThat(distinct(Simple.STRING).formatVersion()).isEqualTo((byte) 1);
    assertThat(distinct(Simple.STRING).add("b", "a", "b").hex()).isEqualTo("02026101026202");
    assertThat(distinct(Simple.STRING).read("02026101026202").value()).isEqualTo(2L);
  }

  @Test
  void refusesTheSameValueTwiceInState() {
    assertThatThrownBy(() -> distinct(Simple.STRING).read("02026101026102"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesWhatThePlannerShouldHaveRefused() {
    assertThatThrownBy(() -> Steps.of("MEDIAN", Simple.DOUBLE, Simple.DOUBLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no aggregate function [MEDIAN] of [DOUBLE] with parameters [] as [DOUBLE]");
    assertThatThrownBy(() -> Steps.of("SUM", Simple.STRING, Simple.STRING))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Steps.of("TOPK", Simple.STRING, new SqlType.Array(Simple.STRING)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
