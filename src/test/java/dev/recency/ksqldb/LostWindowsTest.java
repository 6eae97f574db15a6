package dev.recency.ksqldb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class LostWindowsTest {
  private static final Plan PLAN = Texts.counts("TUMBLING (SIZE 10 MILLISECONDS)", "EMIT FINAL");

  /** The first window is lost: when it closes the newest one is 30 ms ahead. */
  private static final Map<String, List<RawRecord>> LOSSY =
      Map.of(
          "s",
          List.of(
              Texts.event("a", 0),
              Texts.event("a", 30),
              Texts.event("b", 31),
              Texts.event("a", 40)));

  private static final Map<String, List<RawRecord>> LOSSLESS =
      Map.of("s", List.of(Texts.event("a", 0), Texts.event("a", 10)));

  private static Map<String, List<RawRecord>> run(
      Map<String, List<RawRecord>> inputs, Losses losses) {
    return PlanModel.run(PLAN, inputs, losses);
  }

  /** What a case with this many records in the topic expects. */
  private static Predicate<Map<String, List<RawRecord>>> records(int count) {
    return topics -> topics.getOrDefault("o", List.of()).size() == count;
  }

  @Test
  void whatTheStoreLosesIsExplained() {
    assertThat(LostWindows.explain(PLAN, LOSSY, records(2), run(LOSSY, Losses.NONE))).isTrue();
  }

  @Test
  void anotherExpectationIsNotExplained() {
    assertThat(LostWindows.explain(PLAN, LOSSY, records(3), run(LOSSY, Losses.NONE))).isFalse();
  }

  @Test
  void aRecordThatRecencyDidNotWriteIsNotExplained() {
    Map<String, List<RawRecord>> actual = new HashMap<>(run(LOSSY, Losses.NONE));
    actual.put("o", Objects.requireNonNull(actual.get("o")).subList(0, 2));
    assertThat(LostWindows.explain(PLAN, LOSSY, records(2), actual)).isFalse();
  }

  @Test
  void aTopicThatNobodyExpectsIsNotExplained() {
    Map<String, List<RawRecord>> actual = new HashMap<>(run(LOSSY, Losses.NONE));
    actual.put("p", List.of());
    assertThat(LostWindows.explain(PLAN, LOSSY, records(2), actual)).isFalse();
  }

  @Test
  void whereNothingIsLostNothingIsExplained() {
    assertThat(LostWindows.explain(PLAN, LOSSLESS, records(1), run(LOSSLESS, Losses.NONE)))
        .isFalse();
  }

  @Test
  void statementsThatKsqldbDoesNotHaveAreNotExplained() {
    Plan sliding = Texts.counts("SLIDING (SIZE 10 MILLISECONDS)", "EMIT FINAL");
    assertThat(LostWindows.explain(sliding, LOSSY, topics -> true, Map.of())).isFalse();
  }
}
