package dev.recency.ksqldb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule of ksqlDB's windows by hand. */
class QueryModelTest {
  private static List<String> run(String window, String rest, Losses losses, RawRecord... records) {
    Plan plan = Texts.counts(window, rest);
    QueryModel model = QueryModel.of(plan, plan.queries().get(0), losses);
    List<String> written = new ArrayList<>();
    for (RawRecord record : records) {
      written.addAll(take(model, record, 0, window.startsWith("SESSION")));
    }
    return written;
  }

  private static List<String> take(
      QueryModel model, RawRecord record, long nowMillis, boolean session) {
    return model.take(record, nowMillis).stream()
        .map(each -> Texts.text(each.key(), each.value(), session))
        .toList();
  }

  private static final RawRecord[] JUMP = {
    Texts.event("a", 12), Texts.event("a", 40), Texts.event("b", 41)
  };

  @Test
  void theStoreLosesClosedWindowsBehindAJump() {
    String window = "HOPPING (SIZE 10 MILLISECONDS, ADVANCE BY 5 MILLISECONDS)";
    assertThat(run(window, "EMIT FINAL", Losses.NONE, JUMP))
        .containsExactly("a 5 {\"N\":1}", "a 10 {\"N\":1}");
    assertThat(run(window, "EMIT FINAL", Losses.OF_THE_STORE, JUMP)).isEmpty();
  }

  @Test
  void aLongRetentionSavesThem() {
    String window =
        "HOPPING (SIZE 10 MILLISECONDS, ADVANCE BY 5 MILLISECONDS, RETENTION 35 MILLISECONDS)";
    assertThat(run(window, "EMIT FINAL", Losses.OF_THE_STORE, JUMP))
        .containsExactly("a 5 {\"N\":1}", "a 10 {\"N\":1}");
  }

  @Test
  void theNewestClosedWindowIsStillShown() {
    assertThat(
            run(
                "TUMBLING (SIZE 10 MILLISECONDS)",
                "EMIT FINAL",
                Losses.OF_THE_STORE,
                Texts.event("b", 0),
                Texts.event("a", 9),
                Texts.event("a", 10)))
        .containsExactly("a 0 {\"N\":1}", "b 0 {\"N\":1}");
  }

  @Test
  void aSessionThatEndedRetentionAgoGrowsNoMoreInTheStore() {
    RawRecord[] records = {Texts.event("a", 0), Texts.event("b", 5), Texts.event("a", 4)};
    assertThat(
            run("SESSION (5 MILLISECONDS, GRACE PERIOD 0 MILLISECONDS)", "", Losses.NONE, records))
        .containsExactly("a 0-0 {\"N\":1}", "b 5-5 {\"N\":1}", "a 0-0 null", "a 0-4 {\"N\":2}");
    assertThat(
            run(
                "SESSION (5 MILLISECONDS, GRACE PERIOD 0 MILLISECONDS)",
                "",
                Losses.OF_THE_STORE,
                records))
        .containsExactly("a 0-0 {\"N\":1}", "b 5-5 {\"N\":1}", "a 4-4 {\"N\":1}");
  }

  @Test
  void wholeSegmentsOfSessionsAreLostBehindAJump() {
    RawRecord[] far = {Texts.event("a", 0), Texts.event("b", 200_000)};
    assertThat(run("SESSION (1 SECOND)", "EMIT FINAL", Losses.NONE, far))
        .containsExactly("a 0-0 {\"N\":1}");
    assertThat(run("SESSION (1 SECOND)", "EMIT FINAL", Losses.OF_THE_STORE, far)).isEmpty();
  }

  @Test
  void havingThatTurnsFalseIsATombstoneOnceAndNeverWithFinalRows() {
    RawRecord[] records = {
      Texts.event("a", 0), Texts.event("a", 1), Texts.event("a", 2), Texts.event("a", 12)
    };
    assertThat(
            run(
                "TUMBLING (SIZE 10 MILLISECONDS)",
                "HAVING COUNT(*) = 1",
                Losses.OF_THE_STORE,
                records))
        .containsExactly("a 0 {\"N\":1}", "a 0 null", "a 10 {\"N\":1}");
    assertThat(
            run(
                "TUMBLING (SIZE 10 MILLISECONDS)",
                "HAVING COUNT(*) = 1 EMIT FINAL",
                Losses.OF_THE_STORE,
                records))
        .isEmpty();
  }

  @Test
  void partitionsHaveTheirOwnStreamTime() {
    assertThat(
            run(
                "TUMBLING (SIZE 10 MILLISECONDS)",
                "EMIT FINAL",
                Losses.OF_THE_STORE,
                Texts.event(0, "a", 0),
                Texts.event(1, "b", 100),
                Texts.event(0, "a", 10)))
        .containsExactly("a 0 {\"N\":1}");
  }

  @Test
  void anAttemptInVainUsesUpItsSecondOfTheWallClock() {
    Plan plan = Texts.counts("TUMBLING (SIZE 10 MILLISECONDS)", "EMIT FINAL");
    Query query = plan.queries().get(0);
    QueryModel model = QueryModel.of(plan, query, Losses.OF_THE_STORE, 1000);
    assertThat(take(model, Texts.event("a", 0), 5_000, false)).isEmpty();
    assertThat(take(model, Texts.event("a", 10), 5_999, false)).isEmpty();
    assertThat(take(model, Texts.event("a", 11), 6_000, false)).containsExactly("a 0 {\"N\":1}");
  }

  @Test
  void slidingWindowsAndTablesAreUnknownToIt() {
    Plan sliding = Texts.counts("SLIDING (SIZE 10 MILLISECONDS)", "");
    Query query = sliding.queries().get(0);
    assertThat(QueryModel.knows(sliding, query)).isFalse();
    assertThatThrownBy(() -> QueryModel.of(sliding, query, Losses.NONE))
        .hasMessageContaining("no query like [O]");
    Plan table =
        Texts.plan(
            "CREATE TABLE t (id STRING PRIMARY KEY, i INT) WITH (KAFKA_TOPIC='t',"
                + " VALUE_FORMAT='JSON');"
                + " CREATE TABLE u AS SELECT i, COUNT(*) AS n FROM t GROUP BY i;");
    assertThat(PlanModel.knows(table)).isFalse();
    assertThat(PlanModel.knows(Texts.plan("CREATE STREAM u AS SELECT id, i FROM s;"))).isTrue();
  }
}
