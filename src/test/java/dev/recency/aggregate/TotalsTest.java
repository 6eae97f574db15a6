package dev.recency.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** COUNT, and SUM and AVG of integers and decimals. */
class TotalsTest {
  private static final SqlType.Decimal PRICE = new SqlType.Decimal(4, 2);

  @Test
  void countCountsWhatIsNotNull() {
    Steps count = Steps.of("COUNT", Simple.STRING, Simple.BIGINT);
    assertThat(count.value()).isEqualTo(0L);
    assertThat(count.add("a", null, "b").value()).isEqualTo(2L);
    assertThat(count.remove("a", null).value()).isEqualTo(1L);
  }

  @Test
  void aSumOfBigintIsNullWhileItDoesNotFitAndReturns() {
    Steps sum = Steps.of("SUM", Simple.BIGINT, Simple.BIGINT).add(Long.MAX_VALUE);
    assertThat(sum.value()).isEqualTo(Long.MAX_VALUE);
    assertThat(sum.overflows()).isFalse();
    sum.add(1L);
    assertThat(sum.value()).isNull();
    assertThat(sum.overflows()).isTrue();
    for (int i = 0; i < 100; i++) {
      sum.add(Long.MIN_VALUE);
    }
    assertThat(sum.overflows()).isTrue();
    for (int i = 0; i < 100; i++) {
      sum.remove(Long.MIN_VALUE);
    }
    assertThat(sum.remove(Long.MAX_VALUE).value()).isEqualTo(1L);
    assertThat(sum.remove(1L).value()).isNull();
    assertThat(sum.overflows()).isFalse();
  }

  @Test
  void aSumOfIntegerKeepsItsType() {
    Steps sum = Steps.of("SUM", Simple.INTEGER, Simple.INTEGER).add(Integer.MIN_VALUE);
    assertThat(sum.value()).isEqualTo(Integer.MIN_VALUE);
    assertThat(sum.add(-1).value()).isNull();
    assertThat(sum.overflows()).isTrue();
    assertThat(sum.remove(-1, Integer.MIN_VALUE).add(7).value()).isEqualTo(7);
  }

  @Test
  void anAverageOfIntegersNeverOverflows() {
    Steps average = Steps.of("AVG", Simple.INTEGER, Simple.DOUBLE).add(Integer.MAX_VALUE, 1);
    assertThat(average.value()).isEqualTo(0x1p30);
    assertThat(average.overflows()).isFalse();
    Steps large = Steps.of("AVG", Simple.BIGINT, Simple.DOUBLE);
    assertThat(large.add(Long.MAX_VALUE, Long.MAX_VALUE).value()).isEqualTo(0x1p63);
  }

  @Test
  void aSumOfDecimalKeepsItsPrecision() {
    Steps sum = Steps.of("SUM", PRICE, PRICE).add(new BigDecimal("99.99"));
    assertThat(sum.value()).isEqualTo(new BigDecimal("99.99"));
    assertThat(sum.add(new BigDecimal("0.01")).value()).isNull();
    assertThat(sum.overflows()).isTrue();
    assertThat(sum.remove(new BigDecimal("99.99")).value()).isEqualTo(new BigDecimal("0.01"));
  }

  @Test
  void anAverageOfDecimalIsRoundedHalfUp() {
    Steps average = Steps.of("AVG", PRICE, PRICE);
    assertThat(average.add(new BigDecimal("0.01"), new BigDecimal("0.02")).value())
        .isEqualTo(new BigDecimal("0.02"));
    assertThat(average.remove(new BigDecimal("0.01"), new BigDecimal("0.02")).value()).isNull();
    average.add(new BigDecimal("-0.01"), new BigDecimal("-0.02"));
    assertThat(average.value()).isEqualTo(new BigDecimal("-0.02"));
  }

  @Test
  void writesVersion2OfCount() {
    Steps count = Steps.of("COUNT", Simple.STRING, Simple.BIGINT).add("a", "b", "c");
    assertThat(count.formatVersion()).isEqualTo((byte) 2);
    assertThat(count.hex()).isEqualTo("03");
    assertThat(count.read("ac02").value()).isEqualTo(300L);
  }

  @Test
  void writesVersion1OfIntegerTotals() {
    Steps sum = Steps.of("SUM", Simple.BIGINT, Simple.BIGINT);
    assertThat(sum.formatVersion()).isEqualTo((byte) 1);
    assertThat(sum.add(100L, 50L).hex()).isEqualTo("02ac02");
    assertThat(sum.add(Long.MIN_VALUE, -151L).hex()).isEqualTo("0481808080808080808002");
    assertThat(sum.read("02ac02").value()).isEqualTo(150L);
    assertThat(sum.read("0481808080808080808002").overflows()).isTrue();
    assertThat(sum.add(151L).value()).isEqualTo(Long.MIN_VALUE + 150);
  }

  @Test
  void writesVersion1OfDecimalTotals() {
    Steps sum = Steps.of("SUM", PRICE, PRICE);
    assertThat(sum.formatVersion()).isEqualTo((byte) 1);
    assertThat(sum.add(new BigDecimal("1.50")).hex()).isEqualTo("01020096");
    assertThat(sum.read("01020096").value()).isEqualTo(new BigDecimal("1.50"));
  }
}
