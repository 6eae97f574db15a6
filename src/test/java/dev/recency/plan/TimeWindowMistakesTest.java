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

/** TUMBLING, HOPPING, SESSION and windowed keys that make no sense: SQL, exact message. */
class TimeWindowMistakesTest {
  private static final String RIDES =
      "CREATE STREAM rides (rider STRING KEY, fare INT)"
          + " WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON');\nCREATE TABLE out AS\n";

  private static final String SELECT = "SELECT rider, COUNT(*) AS n FROM rides WINDOW ";

  private static Stream<Arguments> lengths() {
    return Stream.of(
        window("TUMBLING (SIZE 0 SECONDS)", "3:62: SIZE is [0] and must be above 0."),
        window(
            "HOPPING (SIZE 1 MINUTE, ADVANCE BY 2 MINUTES)",
            "3:82: ADVANCE BY of HOPPING is longer than its SIZE, so events would fall between"
                + " windows. Make it at most the SIZE."),
        window(
            "HOPPING (SIZE 1 MINUTE, ADVANCE BY 0 SECONDS)",
            "3:82: ADVANCE BY is [0] and must be above 0."),
        window("SESSION (0 SECONDS)", "3:56: The gap of SESSION is [0] and must be above 0."),
        window(
            "TUMBLING (SIZE 9999 DAYS)",
            "3:62: SIZE is longer than 3660 days, the longest window."),
        window(
            "TUMBLING (SIZE 1 HOUR, GRACE PERIOD 9999 DAYS)",
            "3:83: GRACE PERIOD is longer than 3660 days, the longest window."),
        window(
            "TUMBLING (SIZE 1 HOUR, RETENTION 23 HOURS)",
            "3:80: RETENTION is shorter than SIZE and GRACE PERIOD (23 HOURS where none is"
                + " written) together, 1 DAY. Make it at least that long, or remove it."),
        window(
            "HOPPING (SIZE 1 HOUR, ADVANCE BY 1 MINUTE, RETENTION 69 MINUTES, GRACE PERIOD 10"
                + " MINUTES)",
            "3:100: RETENTION is shorter than SIZE and GRACE PERIOD together, 70 MINUTES. Make it"
                + " at least that long, or remove it."),
        window(
            "SESSION (1 HOUR, RETENTION 23 HOURS)",
            "3:74: RETENTION is shorter than the gap and GRACE PERIOD (23 HOURS where none is"
                + " written) together, 1 DAY. Make it at least that long, or remove it."),
        window(
            "HOPPING (SIZE 100 SECONDS, ADVANCE BY 1 MILLISECOND)",
            "3:85: Each event would be in [100000] windows, and as many rows would be written for"
                + " it; [86400] is the most. Make ADVANCE BY at least 2 MILLISECONDS, or write"
                + " WINDOW SLIDING, which writes one row per event."));
  }

  private static Stream<Arguments> bounds() {
    return Stream.of(
        query(
            "SELECT rider, COUNT(*) AS n FROM rides WINDOW TUMBLING (SIZE 1 HOUR) WHERE WINDOWEND"
                + " > 5 GROUP BY rider;",
            "3:76: WINDOWEND may not stand in WHERE. It stands only in SELECT and HAVING of a"
                + " query with a WINDOW clause."),
        query(
            "SELECT rider, COUNT(*) AS n FROM rides WINDOW SESSION (1 HOUR) GROUP BY rider,"
                + " WINDOWSTART;",
            "3:80: WINDOWSTART may not stand in GROUP BY. It stands only in SELECT and HAVING of a"
                + " query with a WINDOW clause."),
        query(
            "SELECT rider, MAX(WINDOWEND) AS n FROM rides WINDOW TUMBLING (SIZE 1 HOUR) GROUP BY"
                + " rider;",
            "3:19: WINDOWEND may not stand in the argument of an aggregate. It stands only in"
                + " SELECT and HAVING of a query with a WINDOW clause."),
        query(
            "SELECT rider, WINDOWSTART, COUNT(*) AS n FROM rides WINDOW TUMBLING (SIZE 1 HOUR)"
                + " GROUP BY rider;",
            "3:15: [WINDOWSTART] is a column that every window has, so no output column can be"
                + " called so. Write AS another_name."),
        query(
            "SELECT rider, fare FROM rides WINDOW TUMBLING (SIZE 1 HOUR);",
            "3:38: A WINDOW clause says of which events an aggregate is, so it needs GROUP BY and"
                + " an aggregate. Add them, or remove it."),
        query(
            "SELECT rider, WINDOWSTART AS s FROM rides WINDOW SESSION (1 HOUR) GROUP BY rider;",
            "3:76: GROUP BY needs an aggregate in SELECT or HAVING, for example COUNT(*)."));
  }

  private static Stream<Arguments> windowedKeys() {
    return Stream.of(
        source(
            "(k INT KEY, v INT)",
            "WINDOW_TYPE='HOPING', WINDOW_SIZE='1 HOUR'",
            "1:86: Unknown WINDOW_TYPE [HOPING]. Did you mean HOPPING? The types are TUMBLING,"
                + " HOPPING, SESSION."),
        source(
            "(k INT KEY, v INT)",
            "WINDOW_TYPE='Hopping'",
            "1:86: WINDOW_TYPE HOPPING needs WINDOW_SIZE, because keys hold only the start of the"
                + " window. Add WINDOW_SIZE = '10 MINUTES', for example."),
        source(
            "(k INT KEY, v INT)",
            "WINDOW_SIZE='1 HOUR'",
            "1:74: WINDOW_SIZE needs WINDOW_TYPE. Add WINDOW_TYPE = 'HOPPING' or 'TUMBLING'."),
        source(
            "(k INT KEY, v INT)",
            "WINDOW_TYPE='SESSION', WINDOW_SIZE='1 HOUR'",
            "1:97: The keys of sessions hold both bounds, so WINDOW_SIZE may not stand beside"
                + " WINDOW_TYPE SESSION. Remove it."),
        source(
            "(k INT KEY, v INT)",
            "WINDOW_TYPE='TUMBLING', WINDOW_SIZE='30 bobs'",
            "1:110: WINDOW_SIZE [30 bobs] is no length of time. Write a number and DAYS, HOURS,"
                + " MINUTES, SECONDS or MILLISECONDS."),
        source(
            "(k INT KEY, v INT)",
            "WINDOW_TYPE='TUMBLING', WINDOW_SIZE='0 DAYS'",
            "1:110: WINDOW_SIZE [0 DAYS] must be above 0 and at most 3660 days."),
        source(
            "(v INT)",
            "WINDOW_TYPE='SESSION'",
            "1:15: The keys of [S] hold a window, so it needs a key column. Mark one with KEY."),
        arguments(
            windowed("CREATE STREAM o WITH (WINDOW_TYPE='SESSION') AS SELECT * FROM s;"),
            "f.sql:2:23: Property WINDOW_TYPE is not supported. The keys of a query's results are"
                + " what its WINDOW clause or its source says."),
        arguments(
            windowed("CREATE STREAM o AS SELECT * FROM s PARTITION BY v;"),
            "f.sql:2:49: The keys of [S] hold a window, which is of its own key, so PARTITION BY"
                + " cannot change it. Remove it."),
        arguments(
            windowed("CREATE STREAM o AS SELECT k, v AS windowend FROM s;"),
            "f.sql:2:35: [WINDOWEND] is a column that every window has, so no output column can be"
                + " called so. Write AS another_name."),
        arguments(
            windowed(
                "CREATE STREAM p (k INT KEY, v INT) WITH (KAFKA_TOPIC='p', FORMAT='JSON');\n"
                    + "INSERT INTO p SELECT * FROM s;"),
            "f.sql:3:13: The SELECT gives keys with a session, but [P] has keys without a window."
                + " Write to a stream whose keys are the same."),
        arguments(
            windowed(
                "CREATE STREAM o WITH (KAFKA_TOPIC='x') AS SELECT * FROM s;\n"
                    + "CREATE TABLE n WITH (KAFKA_TOPIC='x') AS SELECT k, COUNT(*) AS c FROM s"
                    + " GROUP BY k;"),
            "f.sql:3:14: [O] writes to topic [x] too, and its keys hold another window or none, so"
                + " nobody could read them. Write to another topic."));
  }

  private static Arguments window(String window, String message) {
    return query(SELECT + window + " GROUP BY rider;", message);
  }

  private static Arguments query(String query, String message) {
    return arguments(RIDES + query, "f.sql:" + message);
  }

  private static Arguments source(String columns, String properties, String message) {
    return arguments(
        "CREATE STREAM s %s WITH (KAFKA_TOPIC='t', FORMAT='JSON', %s);"
            .formatted(columns, properties),
        "f.sql:" + message);
  }

  private static String windowed(String rest) {
    return "CREATE STREAM s (k INT KEY, v INT) WITH (KAFKA_TOPIC='t', FORMAT='JSON',"
        + " WINDOW_TYPE='SESSION');\n"
        + rest;
  }

  @ParameterizedTest
  @MethodSource({"lengths", "bounds", "windowedKeys"})
  void isRefusedWithPlaceWhatAndFix(String script, String message) {
    assertThatThrownBy(() -> Planner.plan(List.of(SqlParser.script("f.sql", script))))
        .isInstanceOf(SqlException.class)
        .hasMessage(message);
  }
}
