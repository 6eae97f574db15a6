package dev.recency.aggregate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.operator.Seeds;
import dev.recency.plan.type.SqlType.Simple;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every aggregate over every kind of argument on random histories. */
class AggregatePropertyTest {
  private static final int SEEDS = 150;

  @ParameterizedTest
  @MethodSource("dev.recency.aggregate.Subjects#all")
  void theValueIsAlwaysTheOneFromScratch(Subject subject) {
    Seeds.of(subject.name(), SEEDS)
        .forEach(seed -> AggregateLaws.valueIsTheOneFromScratch(subject, seed));
  }

  @ParameterizedTest
  @MethodSource("dev.recency.aggregate.Subjects#all")
  void neitherOrderNorGroupingMatters(Subject subject) {
    Seeds.of(subject.name(), SEEDS)
        .forEach(seed -> AggregateLaws.orderDoesNotMatter(subject, seed));
  }

  @ParameterizedTest
  @MethodSource("dev.recency.aggregate.Subjects#all")
  void damagedStateIsRefused(Subject subject) {
    Seeds.of(subject.name(), SEEDS).forEach(seed -> AggregateLaws.damageIsRefused(subject, seed));
  }

  @Test
  void aSumByPlainAdditionIsCaught() {
    Subject plain =
        new Subject("SUM plain", PlainSum.erased(), Simple.DOUBLE, Truth.sum(Simple.DOUBLE));
    assertThatThrownBy(
            () ->
                LongStream.rangeClosed(1, SEEDS)
                    .forEach(seed -> AggregateLaws.valueIsTheOneFromScratch(plain, seed)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("SUM plain, seed");
    assertThatThrownBy(
            () ->
                LongStream.rangeClosed(1, SEEDS)
                    .forEach(seed -> AggregateLaws.orderDoesNotMatter(plain, seed)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("SUM plain, seed");
  }
}
