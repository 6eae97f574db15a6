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

/** Statements over tables that make no sense: SQL, exact message. */
class TableMistakesTest {
  private static final String TABLES =
      "CREATE TABLE t (k STRING PRIMARY KEY, g STRING, v INT) WITH (KAFKA_TOPIC='t', FORMAT='JSON');\n"
          + "CREATE STREAM s (g STRING, v INT) WITH (KAFKA_TOPIC='s', FORMAT='JSON');\n";

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "CREATE TABLE u AS SELECT g, LATEST_BY_OFFSET(v) AS l, MIN(v) AS m, COUNT(*) AS c"
                + " FROM t GROUP BY g;",
            "f.sql:3:98: LATEST_BY_OFFSET, MIN cannot take a row back, and the rows of the table"
                + " [T] are replaced and deleted. Over a table run ATTR, AVG, COLLECT_LIST,"
                + " CORRELATION, COUNT, HISTOGRAM, STDDEV_SAMP, STDDEV_SAMPLE, SUM, SUM_LIST."
                + " Declare its topic as a STREAM to aggregate its records."),
        arguments(
            "CREATE TABLE u AS SELECT g, COUNT(*) AS c FROM t WINDOW SLIDING (SIZE 1 HOUR)"
                + " GROUP BY g;",
            "f.sql:3:57: A WINDOW is over events, and [T] is a table: of each key it has the newest"
                + " row and no history. Remove WINDOW, or declare its topic as a STREAM to"
                + " aggregate its records."),
        arguments(
            "CREATE TABLE u AS SELECT g, COUNT(*) AS c FROM t WINDOW TUMBLING (SIZE 1 HOUR)"
                + " GROUP BY g;",
            "f.sql:3:57: A WINDOW is over events, and [T] is a table: of each key it has the newest"
                + " row and no history. Remove WINDOW, or declare its topic as a STREAM to"
                + " aggregate its records."),
        arguments(
            "CREATE TABLE w AS SELECT g, COUNT(*) AS c FROM s WINDOW SLIDING (SIZE 1 HOUR)"
                + " GROUP BY g; CREATE TABLE u AS SELECT * FROM w;",
            "f.sql:3:123: [W] is the result of a WINDOW, and no statement reads such a table."
                + " Declare a stream over its topic with CREATE STREAM name (columns) WITH"
                + " (KAFKA_TOPIC = 'W', …) and read that."),
        arguments(
            "CREATE TABLE w AS SELECT g, COUNT(*) AS c FROM s WINDOW TUMBLING (SIZE 1 HOUR)"
                + " GROUP BY g; CREATE TABLE u AS SELECT c, COUNT(*) AS n FROM w GROUP BY c;",
            "f.sql:3:139: [W] is the result of a WINDOW, and no statement reads such a table."
                + " Declare a stream over its topic with CREATE STREAM name (columns) WITH"
                + " (KAFKA_TOPIC = 'W', …) and read that."),
        arguments(
            "CREATE TABLE w (k STRING PRIMARY KEY, v INT) WITH (KAFKA_TOPIC='w', FORMAT='JSON',"
                + " WINDOW_TYPE='SESSION'); CREATE TABLE u AS SELECT * FROM w WHERE v > 1;",
            "f.sql:3:140: The keys of the table [W] hold a window, and neither WHERE nor GROUP BY"
                + " reads such a table. Declare a stream over its topic and read that."),
        arguments(
            "CREATE STREAM u AS SELECT * FROM t WHERE v > 1;",
            "f.sql:3:15: The query reads a TABLE, so its result is a TABLE. Write CREATE TABLE U"
                + " AS."),
        arguments(
            "CREATE TABLE a AS SELECT g, COUNT(*) AS c FROM s GROUP BY g;"
                + " CREATE STREAM u AS SELECT * FROM a;",
            "f.sql:3:76: The query reads a TABLE, so its result is a TABLE. Write CREATE TABLE U"
                + " AS."));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isRefusedWithPlaceWhatAndFix(String sql, String message) {
    assertThatThrownBy(() -> Planner.plan(List.of(SqlParser.script("f.sql", TABLES + sql))))
        .isInstanceOf(SqlException.class)
        .hasMessage(message);
  }
}
