package dev.recency.plan.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.sql.SqlParser;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the line of each statement says, by what was changed in it. */
class PlanDifferenceTest {
  private static final String RIDES =
      "CREATE STREAM rides (rider STRING KEY, city STRING, fare DOUBLE, seats INT, stamp BIGINT)"
          + " WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON');\n";
  private static final String HOUR =
      "CREATE TABLE hour AS SELECT rider, COUNT(*) AS rides, SUM(fare) AS fares FROM rides"
          + " WINDOW SLIDING (SIZE 1 HOUR) WHERE seats > 1 GROUP BY rider;\n";
  private static final String DAY =
      "CREATE TABLE day AS SELECT rider, COUNT(*) AS rides FROM rides"
          + " WINDOW SLIDING (SIZE 1 DAY) WHERE seats > 1 GROUP BY rider;\n";
  private static final String TOTAL =
      "CREATE TABLE total AS SELECT rider, COUNT(*) AS rides, SUM(fare) AS fares FROM rides"
          + " WHERE seats > 1 GROUP BY rider HAVING COUNT(*) > 1;\n";
  private static final String TEN =
      "CREATE TABLE ten AS SELECT rider, COUNT(*) AS rides FROM rides"
          + " WINDOW TUMBLING (SIZE 10 MINUTES) GROUP BY rider EMIT FINAL;\n";
  private static final String BIG =
      "CREATE STREAM big AS SELECT rider, fare FROM rides WHERE fare > 9;\n";

  private static Plan plan(String... statements) {
    return Planner.plan(List.of(SqlParser.script("f.sql", String.join("", statements))));
  }

  private static PlanDifference difference(String before, String after) {
    return PlanDifference.between(plan(before), plan(after), Set.of());
  }

  private static String edited(String script, String from, String to) {
    assertThat(script).contains(from);
    return script.replace(from, to);
  }

  @Test
  void whatNothingWasDoneToIsKeptAlsoBetweenOtherStatements() {
    String before = RIDES + HOUR + TOTAL + TEN;
    String sources = "CREATE STREAM a AS SELECT rider, city, stamp FROM rides;\n";
    PlanDifference difference = difference(before, RIDES + sources + TEN + TOTAL + HOUR);
    assertThat(difference.toString())
        .isEqualTo(
            """
            + A: added, keeps no state: begins with the next event of RIDES
            = TEN: unchanged, state kept
            = TOTAL: unchanged, state kept
            = HOUR: unchanged, state kept""");
    assertThat(difference.losesState()).isFalse();
    assertThat(difference.isEmpty()).isFalse();
    assertThat(difference(before, before).isEmpty()).isTrue();
  }

  @Test
  void whatIsAddedStartsEmptyAndWhatIsRemovedIsDropped() {
    String visits =
        "CREATE STREAM visits (rider STRING KEY, page STRING)"
            + " WITH (KAFKA_TOPIC='visits', VALUE_FORMAT='JSON');\n"
            + "CREATE TABLE pages AS SELECT rider, COUNT(*) AS n FROM visits GROUP BY rider;\n";
    assertThat(difference(RIDES + TOTAL + BIG, RIDES + HOUR + TEN + visits).toString())
        .isEqualTo(
            """
            + HOUR: added, starts empty: begins with the next event of RIDES
            + TEN: added, starts empty: begins with the next event of RIDES
            + PAGES: added, starts empty: begins with the first event of topic [visits]
            - TOTAL: removed, state dropped
            - BIG: removed, keeps no state""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seats > 1 | seats > 2 | WHERE changed: `SEATS > 1` → `SEATS > 2`",
        "WHERE seats > 1 | '' | WHERE changed: `SEATS > 1` → none",
        "SUM(fare) | SUM(seats) | the aggregates changed: `COUNT(*), SUM(FARE)` → `COUNT(*), SUM(SEATS)`",
        "fare DOUBLE | fare BIGINT | the aggregates changed: `COUNT(*) BIGINT, SUM(FARE DOUBLE) DOUBLE` → `COUNT(*) BIGINT, SUM(FARE BIGINT) BIGINT`",
        "COUNT(*) AS rides, SUM(fare) AS fares | SUM(fare) AS fares, COUNT(*) AS rides | the aggregates changed: `COUNT(*), SUM(FARE)` → `SUM(FARE), COUNT(*)`",
        "rider, COUNT(*) AS rides, SUM(fare) AS fares | city, COUNT(*) AS rides, SUM(fare) AS fares | GROUP BY changed: `RIDER` → `CITY`",
        "rider STRING | rider INT | GROUP BY changed: `RIDER STRING` → `RIDER INTEGER`",
        "HAVING COUNT(*) > 1 | HAVING COUNT(*) > 2 | HAVING changed: `COUNT(*) > 1` → `COUNT(*) > 2`",
        "KAFKA_TOPIC='rides' | KAFKA_TOPIC='trips' | the source changed",
        "VALUE_FORMAT='JSON' | VALUE_FORMAT='JSON', TIMESTAMP='stamp' | the source changed",
      })
  void aLifetimeAggregateKeepsStateOnlyIfItMeansTheSame(String from, String to, String reason) {
    String after = edited(RIDES + TOTAL, from, to);
    if (reason.startsWith("GROUP BY changed: `RIDER` ")) {
      after = edited(after, "GROUP BY rider", "GROUP BY city");
    }
    StatementChange change = difference(RIDES + TOTAL, after).changes().get(0);
    assertThat(change.kind()).isEqualTo(StatementChange.Kind.CHANGED);
    assertThat(change.fate())
        .isEqualTo(reason.startsWith("HAVING") ? StateFate.KEPT : StateFate.LOST);
    if (reason.equals("the source changed")) {
      assertThat(change.reason()).startsWith(reason + ": `RIDES: STREAM over topic [rides], ");
    } else {
      assertThat(change.reason()).isEqualTo(reason);
    }
  }

  @Test
  void sourceThatIsDeclaredAnewIsReadAgain() {
    String dated = edited(RIDES, "VALUE_FORMAT='JSON'", "VALUE_FORMAT='JSON', TIMESTAMP='stamp'");
    String source =
        "the source changed: `RIDES: STREAM over topic [rides], key KAFKA, value JSON, time of the"
            + " Kafka record` → `RIDES: STREAM over topic [rides], key KAFKA, value JSON, time STAMP`;"
            + " the topic is read again from its beginning";
    PlanDifference difference = difference(RIDES + BIG + HOUR + TEN, dated + BIG + HOUR + TEN);
    assertThat(difference.losses()).hasSize(3);
    assertThat(difference.toString())
        .isEqualTo(
            """
            ~ BIG: changed, state lost: %s
            ~ HOUR: changed, state lost: %s
            ~ TEN: changed, state lost: %s"""
                .formatted(source, source, source));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10 MINUTES) | 5 MINUTES) | `TUMBLING (SIZE 10 MINUTES, GRACE PERIOD 0 MILLISECONDS) EMIT FINAL` → `TUMBLING (SIZE 5 MINUTES, GRACE PERIOD 0 MILLISECONDS) EMIT FINAL`",
        "10 MINUTES) | 10 MINUTES, GRACE PERIOD 1 SECOND) | `TUMBLING (SIZE 10 MINUTES, GRACE PERIOD 0 MILLISECONDS) EMIT FINAL` → `TUMBLING (SIZE 10 MINUTES, GRACE PERIOD 1 SECOND) EMIT FINAL`",
        "TUMBLING (SIZE 10 MINUTES) | HOPPING (SIZE 10 MINUTES, ADVANCE BY 5 MINUTES) | `TUMBLING (SIZE 10 MINUTES, GRACE PERIOD 0 MILLISECONDS) EMIT FINAL` → `HOPPING (SIZE 10 MINUTES, ADVANCE BY 5 MINUTES, GRACE PERIOD 0 MILLISECONDS) EMIT FINAL`",
        "TUMBLING (SIZE 10 MINUTES) | SESSION (10 MINUTES) | `TUMBLING (SIZE 10 MINUTES, GRACE PERIOD 0 MILLISECONDS) EMIT FINAL` → `SESSION (10 MINUTES, GRACE PERIOD 0 MILLISECONDS) EMIT FINAL`",
        "WINDOW TUMBLING (SIZE 10 MINUTES) GROUP BY rider EMIT FINAL | GROUP BY rider | `TUMBLING (SIZE 10 MINUTES, GRACE PERIOD 0 MILLISECONDS) EMIT FINAL` → `no window`",
      })
  void aWindowThatIsAnotherStartsEmpty(String from, String to, String reason) {
    StatementChange change =
        difference(RIDES + TEN, RIDES + edited(TEN, from, to)).changes().get(0);
    assertThat(change.fate()).isEqualTo(StateFate.LOST);
    assertThat(change.reason()).isEqualTo("the window changed: " + reason);
  }

  @Test
  void retentionProjectionAndTopicKeepTheState() {
    String after = edited(TEN, "10 MINUTES)", "10 MINUTES, RETENTION 1 DAY)");
    assertThat(difference(RIDES + TEN, RIDES + after).toString())
        .isEqualTo("= TEN: unchanged, state kept");
    assertThat(difference(RIDES + TEN, RIDES + edited(TEN, "COUNT(*)", "COUNT(*) * 2")).toString())
        .isEqualTo(
            "~ TEN: changed, state kept: SELECT changed: `RIDER, COUNT(*), WINDOWSTART, WINDOWEND` →"
                + " `RIDER, COUNT(*) * 2, WINDOWSTART, WINDOWEND`");
    assertThat(
            difference(RIDES + TEN, RIDES + edited(TEN, "ten AS", "ten WITH (KAFKA_TOPIC='x') AS"))
                .toString())
        .isEqualTo("~ TEN: changed, state kept: the sink changed: `topic [TEN]` → `topic [x]`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 HOUR | 2 HOURS | filled from the log | exact at once",
        "1 HOUR | 1 DAY | filled from the log | exact at once",
        "1 HOUR | 2 DAYS | warming | the log holds FARE back 1 DAY of 2 DAYS, exact after 2 DAYS",
        "SUM(fare) | MAX(fare) | filled from the log | exact at once",
        "SUM(fare) | MAX(seats) | warming | the log does not hold SEATS yet, exact after 1 HOUR",
        "seats > 1 | seats > 2 | state lost | its log starts empty",
        "GROUP BY rider | GROUP BY rider EMIT FINAL | state lost | its log starts empty",
        "WINDOW SLIDING (SIZE 1 HOUR) | '' | state lost | ''",
      })
  void aSlidingWindowIsFilledFromTheLogThatItIsIn(
      String from, String to, String fate, String reason) {
    String fares = edited(DAY, "COUNT(*) AS rides", "COUNT(*) AS rides, AVG(fare) AS fares");
    PlanDifference difference =
        difference(RIDES + HOUR + fares, RIDES + edited(HOUR, from, to) + fares);
    assertThat(difference.changes().get(0).toString())
        .startsWith("~ HOUR: changed, " + fate + ": ")
        .endsWith(reason);
    assertThat(difference.changes().get(1).toString()).isEqualTo("= DAY: unchanged, state kept");
  }

  @Test
  void aWindowThatJoinsALogIsFilledAsFarAsItReaches() {
    assertThat(difference(RIDES + HOUR, RIDES + HOUR + DAY).changes().get(1).toString())
        .isEqualTo(
            "+ DAY: added, warming: the log reaches back 1 HOUR of 1 DAY, exact after 1 DAY");
    assertThat(difference(RIDES + DAY, RIDES + HOUR).toString())
        .isEqualTo(
            "+ HOUR: added, warming: the log does not hold FARE yet, exact after 1 HOUR\n"
                + "- DAY: removed, state dropped");
    String counts = edited(HOUR, ", SUM(fare) AS fares", "");
    assertThat(difference(RIDES + DAY, RIDES + counts).changes().get(0).toString())
        .isEqualTo("+ HOUR: added, filled from the log: exact at once");
  }

  @Test
  void aStatementThatMovesToALogThatReachesFarEnoughLosesNothing() {
    String counts = edited(HOUR, ", SUM(fare) AS fares", "");
    String other = edited(counts, "seats > 1", "seats > 2");
    assertThat(difference(RIDES + other + DAY, RIDES + counts + DAY).changes().get(0).toString())
        .isEqualTo(
            "~ HOUR: changed, filled from the log: WHERE changed: `SEATS > 2` → `SEATS > 1`;"
                + " exact at once");
    String long2 = edited(other, "1 HOUR", "2 DAYS");
    assertThat(
            difference(RIDES + long2 + DAY, RIDES + edited(long2, "seats > 2", "seats > 1") + DAY)
                .changes()
                .get(0)
                .toString())
        .isEqualTo(
            "~ HOUR: changed, state lost: WHERE changed: `SEATS > 2` → `SEATS > 1`; the log"
                + " reaches back 1 DAY of 2 DAYS, exact after 2 DAYS");
  }

  @Test
  void aLogThatIsStillWarmingFillsNothing() {
    Plan before = plan(RIDES, HOUR, DAY);
    String longer = edited(edited(HOUR, "hour AS", "two AS"), "1 HOUR", "2 HOURS");
    String counts = edited(longer, ", SUM(fare) AS fares", "");
    Plan after = plan(RIDES, HOUR, DAY, counts);
    String added = "+ TWO: added, ";
    assertThat(PlanDifference.between(before, after, Set.of()).changes().get(2))
        .hasToString(added + "filled from the log: exact at once");
    assertThat(PlanDifference.between(before, after, Set.of("HOUR")).changes().get(2))
        .hasToString(added + "filled from the log: exact at once");
    assertThat(PlanDifference.between(before, after, Set.of("DAY")).changes().get(2))
        .hasToString(added + "warming: the log is still warming, exact after 2 HOURS");
    assertThat(PlanDifference.between(before, after).changes().get(2))
        .hasToString(added + "filled from the log: exact at once, unless the log is still warming");
  }

  @Test
  void aStatementThatMovesToALogThatIsStillWarmingLosesItsState() {
    String counts = edited(HOUR, ", SUM(fare) AS fares", "");
    Plan before = plan(RIDES, edited(counts, "seats > 1", "seats > 2"), DAY);
    Plan after = plan(RIDES, counts, DAY);
    assertThat(PlanDifference.between(before, after, Set.of("HOUR")).losses()).isEmpty();
    assertThat(PlanDifference.between(before, after, Set.of("DAY")).losses())
        .singleElement()
        .hasToString(
            "~ HOUR: changed, state lost: WHERE changed: `SEATS > 2` → `SEATS > 1`; the log is"
                + " still warming, exact after 1 HOUR");
    PlanDifference unknown = PlanDifference.between(before, after);
    assertThat(unknown.losses()).isEmpty();
    assertThat(unknown.fillsFromLog()).isTrue();
    assertThat(unknown.changes().get(0).toString())
        .endsWith("; exact at once, unless the log is still warming");
  }

  @Test
  void streamsThatStatementsMakeKeepTheirPast() {
    String over = "CREATE TABLE bigs AS SELECT rider, COUNT(*) AS n FROM big GROUP BY rider;\n";
    assertThat(
            difference(RIDES + BIG + over, RIDES + edited(BIG, "fare > 9", "fare > 8") + over)
                .toString())
        .isEqualTo(
            """
            ~ BIG: changed, keeps no state: WHERE changed: `FARE > 9` → `FARE > 8`
            = BIGS: unchanged, state kept""");
    String dated = edited(RIDES, "VALUE_FORMAT='JSON'", "VALUE_FORMAT='JSON', TIMESTAMP='stamp'");
    assertThat(difference(RIDES + BIG + over, dated + BIG + over).losses()).hasSize(2);
  }

  @Test
  void aTableIsKnownByItsKeyAndAnAggregateOverItByItsRows() {
    String users =
        "CREATE TABLE users (id STRING PRIMARY KEY, city STRING, age INT)"
            + " WITH (KAFKA_TOPIC='users', VALUE_FORMAT='JSON');\n";
    String adults = "CREATE TABLE adults AS SELECT id, city FROM users WHERE age > 17;\n";
    String cities = "CREATE TABLE cities AS SELECT city, COUNT(*) AS n FROM users GROUP BY city;\n";
    PlanDifference difference =
        difference(
            users + adults + cities,
            users
                + edited(adults, "age > 17", "age > 20")
                + edited(cities, "GROUP BY", "WHERE age > 17 GROUP BY"));
    assertThat(difference.toString())
        .isEqualTo(
            """
            ~ ADULTS: changed, state kept: WHERE changed: `AGE > 17` → `AGE > 20`
            ~ CITIES: changed, state lost: WHERE changed: none → `AGE > 17`""");
  }
}
