package dev.recency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.sql.SqlParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the author of a sliding window is told although it runs. */
class SlidingNoticesTest {
  private static List<String> warnings(String aggregates) {
    Plan plan =
        Planner.plan(
            List.of(
                SqlParser.script(
                    "f.sql",
                    "CREATE STREAM m (k STRING KEY, x DOUBLE, sentAt BIGINT, t STRING)\n"
                        + "WITH (KAFKA_TOPIC='m', VALUE_FORMAT='JSON', TIMESTAMP='sentAt');\n"
                        + "CREATE TABLE n AS SELECT k,\n"
                        + aggregates
                        + " FROM m\nWINDOW SLIDING (SIZE 1 HOUR) GROUP BY k;")));
    return plan.notices().stream()
        .filter(notice -> notice.kind() == Notice.Kind.WARNING)
        .map(Notice::toString)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAX(ROWTIME)", "MAX(sentAt)"})
  void aTimeThatStandsStillWhileTheValueDecaysIsWarnedOf(String time) {
    assertThat(warnings("STRUCT(n := COUNT(*), `_last_updated_at_ms` := " + time + ") AS s"))
        .containsExactly(
            "f.sql:4:48: MAX of the event time stands still while the value decays, so a store"
                + " that keeps the newest of two commands by it would keep the wrong value. Write"
                + " WINDOWEND.");
    assertThat(warnings("LATEST_BY_OFFSET(ROWTIME) AS s")).hasSize(1);
  }

  @Test
  void otherTimesAreNot() {
    assertThat(warnings("COUNT(*) AS n, MIN(ROWTIME) AS f, MAX(x) AS m, WINDOWEND AS e")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"COLLECT_LIST", "COLLECT_SET", "HISTOGRAM"})
  void aggregatesThatReadTheWholeWindowSaySo(String function) {
    assertThat(warnings(function + "(t) AS c"))
        .containsExactly(
            "f.sql:4:1: "
                + function
                + " reads the events of the window anew for each command, so a command costs as"
                + " much as the window is long. COUNT, SUM and TOPK do not.");
  }

  @Test
  void theNameThatMeansTheSquareInKsqldbIsWarnedOf() {
    assertThat(warnings("STDDEV_SAMP(x) AS s, STDDEV_SAMPLE(x) AS r"))
        .containsExactly(
            "f.sql:4:1: In WINDOW SLIDING STDDEV_SAMP is the sample standard deviation; ksqlDB's"
                + " is its square. Write STDDEV_SAMPLE, which is the same in both.");
  }

  @Test
  void ofWhatKsqldbWouldRefuseTheWindowIsNamedOnce() {
    Plan plan =
        Planner.plan(
            List.of(
                SqlParser.script(
                    "f.sql",
                    "CREATE STREAM m (k STRING KEY) WITH (KAFKA_TOPIC='m', VALUE_FORMAT='JSON');\n"
                        + "CREATE TABLE n AS SELECT k, COUNT(*) AS n FROM m\n"
                        + "WINDOW SLIDING (SIZE 1 HOUR) GROUP BY k HAVING COUNT(*) > 1;")));
    assertThat(plan.notices())
        .extracting(Notice::toString)
        .containsExactly("f.sql:3:8: ksqlDB has no WINDOW SLIDING.");
  }
}
