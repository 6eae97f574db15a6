package dev.recency.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.recency.sql.SqlException;
import dev.recency.sql.SqlParser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows and aggregates that parse and make no sense, or do not run yet: SQL, exact message. */
class SlidingMistakesTest {
  private static final String RIDES =
      "CREATE STREAM rides (rider STRING KEY, city STRING, fare DOUBLE, seats INT, paid BOOLEAN,"
          + " price DECIMAL(6, 2), stop STRUCT<name STRING, zone INT>, tags ARRAY<STRING>)"
          + " WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON');\nCREATE TABLE out AS\n";

  private static Stream<Arguments> windows() {
    return Stream.of(
        mistake(
            "SELECT rider, COUNT(*) AS n FROM rides WINDOW SLIDING (SIZE 10 MINUTES, "
                + "ADVANCE BY 11 MINUTES) GROUP BY rider;",
            "f.sql:3:84: ADVANCE BY of SLIDING is longer than its SIZE, so a value would "
                + "stand for longer than it is about. Make it at most the SIZE."),
        mistake(
            "SELECT rider, COUNT(*) AS n FROM rides WINDOW SLIDING (SIZE 10 MINUTES, "
                + "GRACE PERIOD 9999 DAYS) GROUP BY rider EMIT FINAL;",
            "f.sql:3:86: GRACE PERIOD is longer than 3660 days, the longest window."),
        mistake(
            "SELECT rider, COUNT(*) AS n FROM rides WINDOW SLIDING (SIZE 0 MINUTES) "
                + "GROUP BY rider;",
            "f.sql:3:61: SIZE is [0] and must be above 0."),
        mistake(
            "SELECT rider, COUNT(*) AS n FROM rides WINDOW SLIDING (SIZE 10 MINUTES, "
                + "ADVANCE BY 0 SECONDS) GROUP BY rider;",
            "f.sql:3:84: ADVANCE BY is [0] and must be above 0."),
        mistake(
            "SELECT rider, city FROM rides WINDOW SLIDING (SIZE 10 MINUTES);",
            "f.sql:3:38: A WINDOW clause says of which events an aggregate is, so it "
                + "needs GROUP BY and an aggregate. Add them, or remove it."),
        mistake(
            "SELECT rider, WINDOWEND AS e FROM rides WINDOW SLIDING (SIZE 10 MINUTES) "
                + "GROUP BY rider;",
            "f.sql:3:83: GROUP BY needs an aggregate in SELECT or HAVING, for example "
                + "COUNT(*)."),
        mistake(
            "SELECT rider, COUNT(*) AS n, WINDOWEND FROM rides WINDOW SLIDING (SIZE 10 "
                + "MINUTES) GROUP BY rider;",
            "f.sql:3:30: [WINDOWEND] is a column that every window has, so no output "
                + "column can be called so. Write AS another_name."),
        mistake(
            "SELECT rider, COUNT(*) AS n FROM rides WINDOW SLIDING (SIZE 10 MINUTES) "
                + "WHERE WINDOWSTART > 5 GROUP BY rider;",
            "f.sql:3:79: WINDOWSTART may not stand in WHERE. It stands only in SELECT "
                + "and HAVING of a query with a WINDOW clause."),
        mistake(
            "SELECT rider, COUNT(*) AS n FROM rides WINDOW SLIDING (SIZE 10 MINUTES) "
                + "GROUP BY rider, WINDOWEND;",
            "f.sql:3:89: WINDOWEND may not stand in GROUP BY. It stands only in SELECT "
                + "and HAVING of a query with a WINDOW clause."),
        mistake(
            "SELECT rider, MAX(WINDOWEND) AS n FROM rides WINDOW SLIDING (SIZE 10 "
                + "MINUTES) GROUP BY rider;",
            "f.sql:3:19: WINDOWEND may not stand in the argument of an aggregate. It "
                + "stands only in SELECT and HAVING of a query with a WINDOW clause."),
        mistake(
            "SELECT rider, COUNT(*) AS n, WINDOWEND AS e FROM rides GROUP BY rider;",
            "f.sql:3:30: WINDOWEND is the bound of a window, and this query has none. "
                + "Write WINDOW SLIDING (SIZE 10 MINUTES), for example, behind FROM."),
        mistake(
            "SELECT rider, COUNT(*) AS n FROM rides GROUP BY rider HAVING WINDOWSTART > " + "3;",
            "f.sql:3:62: WINDOWSTART is the bound of a window, and this query has none. "
                + "Write WINDOW SLIDING (SIZE 10 MINUTES), for example, behind FROM."),
        mistake(
            "SELECT rider, COUNT(*) AS n FROM rides WINDOW SLIDING (SIZE 10 MINUTES) "
                + "GROUP BY rider HAVING WINDOWEND;",
            "f.sql:3:95: HAVING must be BOOLEAN and is BIGINT. Compare it with something."),
        mistake(
            "SELECT rider, COUNT(*) AS n, x.WINDOWEND AS e FROM rides WINDOW SLIDING "
                + "(SIZE 10 MINUTES) GROUP BY rider;",
            "f.sql:3:30: [X] is no source of this query; it reads [RIDES]."),
        mistake(
            "SELECT rider, COUNT(*) AS n FROM rides GROUP BY rider EMIT FINAL;",
            "f.sql:3:55: EMIT FINAL needs a WINDOW clause: without one no result is ever "
                + "final. Write EMIT CHANGES."),
        mistake(
            "SELECT rider, COUNT(*) AS n FROM rides WINDOW SLIDING (SIZE 10 MINUTES) "
                + "GROUP BY rider HAVING city = 'x';",
            "f.sql:3:95: [CITY] is neither in GROUP BY nor inside an aggregate, so a "
                + "group has no one value of it. Add it to GROUP BY or aggregate it."));
  }

  private static Stream<Arguments> aggregates() {
    return Stream.of(
        aggregate(
            "SUM(city)",
            "f.sql:3:15: SUM does not take (STRING). Expected SUM(INTEGER), SUM(BIGINT), "
                + "SUM(DECIMAL), SUM(DOUBLE)."),
        aggregate(
            "SUM(*)",
            "f.sql:3:15: SUM(*) does not exist; only COUNT takes a star. Name the " + "argument."),
        aggregate(
            "SUM(fare, 2)",
            "f.sql:3:15: SUM does not take (DOUBLE, INTEGER). Expected SUM(INTEGER), "
                + "SUM(BIGINT), SUM(DECIMAL), SUM(DOUBLE)."),
        aggregate("COUNT(fare, city)", "f.sql:3:15: COUNT takes * or one argument, not 2."),
        aggregate(
            "SUM(NULL)",
            "f.sql:3:19: The argument of SUM is NULL without a type. Write for example "
                + "CAST(NULL AS STRING)."),
        aggregate(
            "MAX(paid)",
            "f.sql:3:15: MAX does not take (BOOLEAN). Expected MAX(INTEGER), "
                + "MAX(BIGINT), MAX(DECIMAL), MAX(DOUBLE), MAX(STRING), MAX(BYTES), MAX(DATE), "
                + "MAX(TIME), MAX(TIMESTAMP)."),
        aggregate(
            "HISTOGRAM(seats)",
            "f.sql:3:15: HISTOGRAM does not take (INTEGER). Expected HISTOGRAM(STRING)."),
        aggregate(
            "TOPK(fare)",
            "f.sql:3:15: TOPK does not take (DOUBLE). Expected TOPK(INTEGER, INTEGER), "
                + "TOPK(BIGINT, INTEGER), TOPK(DECIMAL, INTEGER), TOPK(DOUBLE, INTEGER), "
                + "TOPK(STRING, INTEGER), TOPK(BYTES, INTEGER), TOPK(DATE, INTEGER), "
                + "TOPK(TIME, INTEGER), TOPK(TIMESTAMP, INTEGER)."),
        aggregate(
            "TOPK(fare, 0)",
            "f.sql:3:26: The second argument of TOPK says how many values it keeps. It "
                + "must be a whole number from 1 to 10000, written out."),
        aggregate(
            "TOPKDISTINCT(city, seats)",
            "f.sql:3:34: The second argument of TOPKDISTINCT says how many values it "
                + "keeps. It must be a whole number from 1 to 10000, written out."),
        aggregate(
            "LATEST_BY_OFFSET(fare, 20000)",
            "f.sql:3:38: The second argument of LATEST_BY_OFFSET says how many values it "
                + "keeps. It must be a whole number from 1 to 10000, written out."),
        aggregate(
            "LATEST_BY_OFFSET(fare, paid)",
            "f.sql:3:38: The second argument of LATEST_BY_OFFSET says whether NULLs are "
                + "ignored. It must be TRUE or FALSE, written out."),
        aggregate(
            "EARLIEST_BY_OFFSET(fare, 2, NULL)",
            "f.sql:3:43: The third argument of EARLIEST_BY_OFFSET says whether NULLs are "
                + "ignored. It must be TRUE or FALSE, written out."),
        aggregate(
            "EARLIEST_BY_OFFSET(fare, 'no')",
            "f.sql:3:15: EARLIEST_BY_OFFSET does not take (DOUBLE, STRING). Expected "
                + "EARLIEST_BY_OFFSET(T), EARLIEST_BY_OFFSET(T, BOOLEAN), "
                + "EARLIEST_BY_OFFSET(T, INTEGER), EARLIEST_BY_OFFSET(T, INTEGER, BOOLEAN)."),
        aggregate(
            "MAX(COUNT(*))",
            "f.sql:3:19: The aggregate COUNT may not stand in the argument of an "
                + "aggregate. Aggregates stand in SELECT and HAVING of a query with GROUP BY."),
        aggregate(
            "STRUCT(n := AVG(fare), c := city)",
            "f.sql:3:43: [CITY] is neither in GROUP BY nor inside an aggregate, so a "
                + "group has no one value of it. Add it to GROUP BY or aggregate it."),
        aggregate(
            "ATTR(fare)",
            "f.sql:3:15: The aggregate ATTR does not run under WINDOW SLIDING. It runs "
                + "without a window and in TUMBLING, HOPPING and SESSION."),
        aggregate(
            "TOPK(fare, city, 3)",
            "f.sql:3:15: TOPK with further columns does not run under WINDOW SLIDING. Write "
                + "TOPK(value, k); it runs with them without a window and in TUMBLING, HOPPING "
                + "and SESSION."),
        aggregate(
            "COLLECT_LIST()",
            "f.sql:3:15: COLLECT_LIST does not take (). Expected COLLECT_LIST(T)."),
        aggregate(
            "SUM(DISTINCT fare)",
            "f.sql:3:19: DISTINCT cannot stand here. Write COUNT_DISTINCT(x) to count "
                + "values, or GROUP BY to have each once."),
        aggregate("SUMM(fare)", "f.sql:3:15: There is no function [SUMM]. Did you mean SUM?"),
        aggregate(
            "TRANSFORM(COLLECT_LIST(fare), x => SUM(x))",
            "f.sql:3:54: RIDES has no column [X], which the argument of an aggregate "
                + "uses. Its columns are RIDER, CITY, FARE, SEATS, PAID, PRICE, STOP, TAGS."),
        aggregate(
            "SUM(x => x)",
            "f.sql:3:19: A lambda stands only as an argument of TRANSFORM, FILTER or "
                + "REDUCE."));
  }

  private static Arguments mistake(String query, String message) {
    return arguments(query, message);
  }

  private static Arguments aggregate(String call, String message) {
    return arguments(
        "SELECT rider, "
            + call
            + " AS n FROM rides WINDOW SLIDING (SIZE 10 MINUTES) GROUP BY rider;",
        message);
  }

  @ParameterizedTest
  @MethodSource({"windows", "aggregates"})
  void isRefusedWithPlaceWhatAndFix(String query, String message) {
    assertThatThrownBy(() -> Planner.plan(List.of(SqlParser.script("f.sql", RIDES + query))))
        .isInstanceOf(SqlException.class)
        .hasMessage(message);
  }
}
