package dev.recency.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.operator.Seeds;
import dev.recency.plan.type.SqlType.Simple;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DoubleTotalsTest {
  private static final double MAX = Double.MAX_VALUE;

  private static Steps sum() {
    return Steps.of("SUM", Simple.DOUBLE, Simple.DOUBLE);
  }

  private static Steps average() {
    return Steps.of("AVG", Simple.DOUBLE, Simple.DOUBLE);
  }

  @Test
  void aLargeValueThatPassesThroughLeavesNothing() {
    Steps sum = sum().add(0.1, 0.2, 0.3).add(1e17).remove(1e17);
    assertThat(sum.value()).isEqualTo(0.6);
    assertThat(sum.remove(0.1, 0.2, 0.3).value()).isNull();
  }

  @Test
  void theSumIsRoundedOnce() {
    Double[] tenths = new Double[10];
    java.util.Arrays.fill(tenths, 0.1);
    assertThat(sum().add((Object[]) tenths).value()).isEqualTo(1.0);
    assertThat(sum().add(1e16, 1.0, 1.0).value()).isEqualTo(1e16 + 2);
    assertThat(average().add(0.1, 0.2, 0.3).value()).isEqualTo(0.6 / 3);
  }

  @Test
  void manyEventsOfOneSizeGrowBeyondTheDigitsOfOne() {
    Double[] ones = new Double[20_000];
    java.util.Arrays.fill(ones, 1.0);
    Steps sum = sum().add((Object[]) ones);
    assertThat(sum.value()).isEqualTo(20_000.0);
    assertThat(sum.remove((Object[]) ones).add(-0.5).value()).isEqualTo(-0.5);
  }

  @Test
  void halvesGoToTheEvenNeighbourUnlessSomethingLiesBelow() {
    assertThat(sum().add(0x1p53, 1.0).value()).isEqualTo(0x1p53);
    assertThat(sum().add(0x1p53 + 2, 1.0).value()).isEqualTo(0x1p53 + 4);
    assertThat(sum().add(0x1p53, 1.0, Double.MIN_VALUE).value()).isEqualTo(0x1p53 + 2);
    assertThat(sum().add(0x1p53, 1.0, -Double.MIN_VALUE).value()).isEqualTo(0x1p53);
    assertThat(sum().add(-0x1p53, -1.0, -Double.MIN_VALUE).value()).isEqualTo(-0x1p53 - 2);
  }

  @Test
  void subnormalsAreExact() {
    double tiny = Double.MIN_VALUE;
    assertThat(sum().add(tiny, tiny, tiny).value()).isEqualTo(3 * tiny);
    assertThat(sum().add(Double.MIN_NORMAL, -tiny).value()).isEqualTo(Double.MIN_NORMAL - tiny);
    assertThat(sum().add(Double.MIN_NORMAL - tiny, tiny).value()).isEqualTo(Double.MIN_NORMAL);
    assertThat(sum().add(1.0, tiny, -1.0).value()).isEqualTo(tiny);
  }

  @Test
  void aSumThatIsTooLargeIsInfiniteOnlyWhileItIs() {
    Steps sum = sum().add(MAX, MAX);
    assertThat(sum.value()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(sum.overflows()).isFalse();
    assertThat(sum.add(-MAX).value()).isEqualTo(MAX);
    assertThat(sum().add(-MAX, -MAX, MAX, MAX, 1.0).value()).isEqualTo(1.0);
  }

  @Test
  void theLargestDoubleBecomesInfiniteHalfAUnitBeyond() {
    double half = Math.ulp(MAX) / 2;
    assertThat(sum().add(MAX, Math.nextDown(half)).value()).isEqualTo(MAX);
    assertThat(sum().add(MAX, half).value()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void cancellationLeavesZeroWithoutSign() {
    assertThat(sum().add(1e300, 0.1, -1e300, -0.1).value()).isEqualTo(0.0);
    assertThat(sum().add(-0.0, -0.0).value()).isEqualTo(-0.0);
    assertThat(sum().add(-0.0, 0.0).value()).isEqualTo(0.0);
    assertThat(sum().add(-0.0, 0.0).remove(0.0).value()).isEqualTo(-0.0);
    assertThat(sum().add(-0.0, 1.0, -1.0).value()).isEqualTo(0.0);
  }

  @Test
  void notANumberLeavesWithItsEvent() {
    Steps sum = sum().add(1.5, Double.NaN, Double.longBitsToDouble(0xfff8_0000_0000_0007L));
    assertThat(sum.value()).isEqualTo(Double.NaN);
    assertThat(sum.remove(Double.NaN, Double.NaN).value()).isEqualTo(1.5);
  }

  @Test
  void infinitiesGiveWhatIeeeGivesAndLeave() {
    Steps sum = sum().add(1.5, Double.POSITIVE_INFINITY);
    assertThat(sum.value()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(sum.add(Double.NEGATIVE_INFINITY).value()).isEqualTo(Double.NaN);
    assertThat(sum.remove(Double.POSITIVE_INFINITY).value()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(sum.remove(Double.NEGATIVE_INFINITY).value()).isEqualTo(1.5);
  }

  @Test
  void nullsDoNotCount() {
    assertThat(average().add(null, 4.0, null).value()).isEqualTo(4.0);
    assertThat(sum().add((Object) null).value()).isNull();
  }

  @Test
  void writesVersion1() {
    assertThat(sum().formatVersion()).isEqualTo((byte) 1);
    assertThat(sum().hex()).isEqualTo("0000");
    assertThat(sum().add(12.5).hex()).isEqualTo("028d020132");
    assertThat(sum().add(-0.1, 1e9).hex()).isEqualTo("04ff010b98999999999999ff276bee");
    assertThat(sum().add(-1e-3, -3.5).hex()).isEqualTo("04fe0109c09f1a2fdd2406010e");
    assertThat(sum().add(Double.NaN, -0.0, 1.0).hex()).isEqualTo("07010000018d020104");
  }

  @Test
  void readsVersion1() {
    assertThat(sum().read("028d020132").value()).isEqualTo(12.5);
    assertThat(sum().read("028d020132").remove(12.5).add(-0.0).value()).isEqualTo(-0.0);
  }

  /** With one sign, so that carries run up, or both; within a few binary orders, or 600. */
  @Test
  void manyNumbersOfManySizesAddUpExactly() {
    Seeds.of("DoubleTotals", 12)
        .forEach(
            seed -> {
              Random random = new Random(seed);
              int orders = 1 + random.nextInt(random.nextBoolean() ? 3 : 600);
              double centre = random.nextInt(3) / 2.0;
              Steps sum = sum();
              BigDecimal exact = BigDecimal.ZERO;
              for (int i = 0; i < 5_000; i++) {
                double value = random.nextDouble() - centre;
                double scaled = Math.scalb(value, random.nextInt(orders) - orders / 2);
                sum.add(scaled);
                exact = exact.add(new BigDecimal(scaled));
              }
              assertThat(sum.value()).as("seed [%d]", seed).isEqualTo(exact.doubleValue());
              assertThat(sum.read(sum.hex()).value())
                  .as("seed [%d]", seed)
                  .isEqualTo(exact.doubleValue());
            });
  }
}
