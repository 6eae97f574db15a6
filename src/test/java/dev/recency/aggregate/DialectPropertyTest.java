package dev.recency.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.operator.Seeds;
import dev.recency.plan.function.AggregateSignatures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every aggregate of the dialect over every kind of argument on random histories. */
class DialectPropertyTest {
  private static final int SEEDS = 150;

  @ParameterizedTest
  @MethodSource("dev.recency.aggregate.DialectSubjects#all")
  void theValueIsAlwaysTheOneFromScratch(DialectSubject subject) {
    Seeds.of(subject.name(), SEEDS)
        .forEach(seed -> DialectLaws.valueIsTheOneFromScratch(subject, seed));
  }

  @ParameterizedTest
  @MethodSource("dev.recency.aggregate.DialectSubjects#all")
  void partsCombinedGiveTheWhole(DialectSubject subject) {
    Seeds.of(subject.name(), SEEDS).forEach(seed -> DialectLaws.partsGiveTheWhole(subject, seed));
  }

  @ParameterizedTest
  @MethodSource("dev.recency.aggregate.DialectSubjects#all")
  void damagedStateIsRefused(DialectSubject subject) {
    Seeds.of(subject.name(), SEEDS).forEach(seed -> DialectLaws.damageIsRefused(subject, seed));
  }

  @Test
  void everyFunctionIsTried() {
    assertThat(AggregateSignatures.names())
        .allMatch(
            name ->
                DialectSubjects.all().stream()
                    .anyMatch(each -> each.name().startsWith(name + "[")));
  }
}
