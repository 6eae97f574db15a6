package dev.recency.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EARLIEST, LATEST, COLLECT_LIST, COLLECT_SET, HISTOGRAM, TOPK and TOPKDISTINCT. */
class KeptValuesTest {
  private static final SqlType INTEGERS = new SqlType.Array(Simple.INTEGER);
  private static final SqlType TEXTS = new SqlType.Array(Simple.STRING);
  private static final SqlType COUNTS = new SqlType.MapOf(Simple.STRING, Simple.BIGINT);

  private static Steps steps(String function, SqlType result, Object... parameters) {
    return Steps.of(function, Simple.INTEGER, result, parameters);
  }

  @Test
  void latestIsOfTheLargestPositionWhateverCameLast() {
    Steps latest = steps("LATEST_BY_OFFSET", Simple.INTEGER);
    assertThat(latest.addAt(20, 2).addAt(10, 1).addAt(30, null).value()).isEqualTo(2);
    Steps withNulls = steps("LATEST_BY_OFFSET", Simple.INTEGER, false);
    assertThat(withNulls.addAt(30, null).addAt(20, 2).value()).isNull();
    Steps earliest = steps("EARLIEST_BY_OFFSET", Simple.INTEGER, true);
    assertThat(earliest.addAt(20, 2).addAt(10, 1).addAt(0, null).value()).isEqualTo(1);
  }

  @Test
  void theLastValuesStandFromTheOldestToTheNewest() {
    Steps latest = steps("LATEST_BY_OFFSET", INTEGERS, 2);
    assertThat(latest.value()).isEqualTo(List.of());
    assertThat(latest.addAt(3, 30).addAt(1, 10).addAt(2, 20).value()).isEqualTo(List.of(20, 30));
    Steps earliest = steps("EARLIEST_BY_OFFSET", INTEGERS, 2, false);
    assertThat(earliest.addAt(3, 30).addAt(1, 10).addAt(2, null).value())
        .isEqualTo(Arrays.asList(10, null));
  }

  @Test
  void atOnePositionNullIsLowestAndThenTheBytesDecide() {
    Steps earliest = steps("EARLIEST_BY_OFFSET", INTEGERS, 3, false);
    assertThat(earliest.add(1, 0, null).value()).isEqualTo(Arrays.asList(null, 0, 1));
    assertThat(steps("LATEST_BY_OFFSET", Simple.INTEGER).add(1, 0).value()).isEqualTo(1);
    assertThat(steps("LATEST_BY_OFFSET", Simple.INTEGER).add(0, 1).value()).isEqualTo(1);
  }

  @Test
  void nothingCollectedIsEmpty() {
    assertThat(steps("COLLECT_LIST", INTEGERS).value()).isEqualTo(List.of());
    assertThat(steps("COLLECT_SET", INTEGERS).value()).isEqualTo(List.of());
    assertThat(steps("TOPK", INTEGERS, 2).value()).isEqualTo(List.of());
    assertThat(Steps.of("HISTOGRAM", Simple.STRING, COUNTS).value()).isEqualTo(Map.of());
    assertThat(steps("EARLIEST_BY_OFFSET", Simple.INTEGER).value()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"COLLECT_LIST", "COLLECT_SET"})
  void onlyTheFirstThousandAreCollected(String function) {
    List<Integer> positions = new ArrayList<>(IntStream.range(0, 1_500).boxed().toList());
    Collections.shuffle(positions, new Random(1));
    Steps collect = steps(function, INTEGERS);
    positions.forEach(position -> collect.addAt(position, -position));
    assertThat(collect.value()).isEqualTo(IntStream.range(0, 1_000).map(i -> -i).boxed().toList());
    assertThat(full(collect)).isTrue();
    assertThat(collect.addAt(-1, 7).value())
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .startsWith(7)
        .hasSize(1_000);
  }

  @Test
  void aListIsNotFullBeforeAThousand() {
    Steps list = steps("COLLECT_LIST", INTEGERS);
    IntStream.range(0, 999).forEach(i -> list.addAt(i, 1));
    assertThat(full(list)).isFalse();
    assertThat(full(list.addAt(999, 1))).isTrue();
  }

  @Test
  void aSetStandsInTheOrderOfFirstOccurrence() {
    Steps set = steps("COLLECT_SET", INTEGERS);
    set.addAt(5, 1).addAt(4, 2).addAt(3, null).addAt(6, 2);
    assertThat(set.value()).isEqualTo(Arrays.asList(null, 2, 1));
    assertThat(set.addAt(1, 1).value()).isEqualTo(Arrays.asList(1, null, 2));
  }

  @Test
  void aHistogramCountsNullAsATextAndTheFirstThousandTexts() {
    Steps histogram = Steps.of("HISTOGRAM", Simple.STRING, COUNTS);
    histogram.addAt(0, null).addAt(1, "a").addAt(2, "null");
    assertThat(histogram.value()).isEqualTo(Map.of("null", 2L, "a", 1L));
    IntStream.range(0, 1_500).forEach(i -> histogram.addAt(10 + i, "t" + i));
    histogram.addAt(9_999, "a").addAt(9_999, "t997").addAt(9_999, "t998");
    assertThat(histogram.value())
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .hasSize(1_000)
        .containsEntry("a", 2L)
        .containsEntry("t997", 2L)
        .doesNotContainKey("t998");
    assertThat(full(histogram)).isFalse();
  }

  @Test
  void theLargestStandFirst() {
    assertThat(steps("TOPK", INTEGERS, 3).add(1, 5, null, 5, 2).value())
        .isEqualTo(List.of(5, 5, 2));
    assertThat(steps("TOPKDISTINCT", INTEGERS, 3).add(1, 5, null, 5, 2).value())
        .isEqualTo(List.of(5, 2, 1));
    assertThat(Steps.of("TOPK", Simple.STRING, TEXTS, 2).add("b", "a", "c").value())
        .isEqualTo(List.of("c", "b"));
  }

  @Test
  void writesVersion1OfEntries() {
    Steps latest = steps("LATEST_BY_OFFSET", INTEGERS, 2, false).addAt(300, 7).addAt(299, null);
    assertThat(latest.hex()).isEqualTo("0201d8040e01");
    assertThat(steps("LATEST_BY_OFFSET", INTEGERS, 2, false).read("0201d8040e01").value())
        .isEqualTo(Arrays.asList(null, 7));
    assertThat(steps("COLLECT_LIST", INTEGERS).addAt(1, 7).addAt(1, 7).hex())
        .isEqualTo("0203020e000e");
    assertThat(steps("COLLECT_SET", INTEGERS).addAt(1, 7).addAt(1, 7).hex()).isEqualTo("0101020e");
    assertThat(steps("COLLECT_SET", INTEGERS).read("0101020e").value()).isEqualTo(List.of(7));
  }

  @Test
  void writesVersion1OfTheOthers() {
    Steps histogram = Steps.of("HISTOGRAM", Simple.STRING, COUNTS).addAt(1, "a").addAt(2, "a");
    assertThat(histogram.hex()).isEqualTo("0102026102");
    assertThat(histogram.read("0102026102").value()).isEqualTo(Map.of("a", 2L));
    assertThat(steps("TOPK", INTEGERS, 3).add(1, 2).hex()).isEqualTo("020402");
    assertThat(steps("TOPK", INTEGERS, 3).read("020402").value()).isEqualTo(List.of(2, 1));
    assertThat(steps("MAX", Simple.INTEGER).hex()).isEqualTo("00");
    assertThat(steps("MAX", Simple.INTEGER).add(3).hex()).isEqualTo("0106");
    assertThat(steps("MIN", Simple.INTEGER).read("0106").value()).isEqualTo(3);
  }

  private static boolean full(Steps steps) {
    return ((CollectingAggregate<Object>) steps.aggregate()).full(steps.accumulator());
  }
}
