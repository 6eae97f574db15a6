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

/** Statements that parse and make no sense: SQL, exact message. */
class PlannerMistakesTest {
  private static final String RIDES =
      "CREATE STREAM rides (rider STRING KEY, city STRING, fare DOUBLE, seats INT, paid BOOLEAN,"
          + " started TIMESTAMP, stop STRUCT<name STRING, zone INT>, tags ARRAY<STRING>)"
          + " WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON');\n";

  static Stream<Arguments> mistakes() {
    return Stream.concat(Stream.concat(declarations(), expressions()), queries());
  }

  private static Stream<Arguments> declarations() {
    return Stream.of(
        mistake(
            "CREATE STREAM s (a INT) WITH (VALUE_FORMAT='JSON');",
            "f.sql:1:15: [S] names no topic. Add WITH (KAFKA_TOPIC = 'topic', VALUE_FORMAT "
                + "= 'JSON')."),
        mistake(
            "CREATE STREAM s (a INT) WITH (KAFKA_TOPIC='t');",
            "f.sql:1:15: [S] names no VALUE_FORMAT. Add VALUE_FORMAT = 'JSON' (or "
                + "DELIMITED, KAFKA) to its WITH clause."),
        mistake(
            "CREATE STREAM s (a INT) WITH (KAFKA_TOPIC='t', VALUE_FORMT='JSON');",
            "f.sql:1:48: Unknown property VALUE_FORMT. Did you mean VALUE_FORMAT? The "
                + "properties are KAFKA_TOPIC, VALUE_FORMAT, KEY_FORMAT, FORMAT, "
                + "WRAP_SINGLE_VALUE, TIMESTAMP, TIMESTAMP_FORMAT, VALUE_DELIMITER, "
                + "KEY_DELIMITER, PARTITIONS, REPLICAS, RETENTION_MS, WINDOW_TYPE, WINDOW_SIZE."),
        mistake(
            "CREATE STREAM s (a INT) WITH (KAFKA_TOPIC='t', VALUE_FORMAT='AVRO');",
            "f.sql:1:61: VALUE_FORMAT [AVRO] needs a schema registry, which Recency does "
                + "not read. Use JSON, DELIMITED or KAFKA."),
        mistake(
            "CREATE STREAM s (a INT) WITH (KAFKA_TOPIC='t', VALUE_FORMAT='JSN');",
            "f.sql:1:61: Unknown VALUE_FORMAT [JSN]. Did you mean JSON? The formats are "
                + "JSON, DELIMITED, KAFKA and NONE."),
        mistake(
            "CREATE STREAM s (a INT) WITH (KAFKA_TOPIC=7, VALUE_FORMAT='JSON');",
            "f.sql:1:43: The value of KAFKA_TOPIC must be a text in single quotes."),
        mistake(
            "CREATE STREAM s (a INT) WITH (KAFKA_TOPIC='t', VALUE_FORMAT='JSON', PARTITIONS=0);",
            "f.sql:1:80: The value of PARTITIONS must be a whole number of at least 1."),
        mistake(
            "CREATE STREAM s (a INT, a INT) WITH (KAFKA_TOPIC='t', FORMAT='JSON');",
            "f.sql:1:25: Column [A] is declared twice. Remove one."),
        mistake(
            "CREATE STREAM s (a INT PRIMARY KEY, b INT) WITH (KAFKA_TOPIC='t', FORMAT='JSON');",
            "f.sql:1:18: Column [A] of a stream is marked PRIMARY KEY. Write KEY."),
        mistake(
            "CREATE TABLE s (a INT KEY, b INT) WITH (KAFKA_TOPIC='t', FORMAT='JSON');",
            "f.sql:1:17: Column [A] of a table is marked KEY. Write PRIMARY KEY."),
        mistake(
            "CREATE TABLE s (a INT) WITH (KAFKA_TOPIC='t', FORMAT='JSON');",
            "f.sql:1:14: Table [S] has no key. Mark its key column with PRIMARY KEY."),
        mistake(
            "CREATE STREAM s (a INTT) WITH (KAFKA_TOPIC='t', FORMAT='JSON');",
            "f.sql:1:20: Unknown type [INTT]. Did you mean INT? Types are BOOLEAN, INT, "
                + "BIGINT, DOUBLE, DECIMAL(p, s), STRING, BYTES, TIMESTAMP, DATE, TIME, "
                + "ARRAY<t>, MAP<STRING, t>, STRUCT<name t, …>, and those of CREATE TYPE."),
        mistake(
            "CREATE STREAM s (a DECIMAL(2, 4)) WITH (KAFKA_TOPIC='t', FORMAT='JSON');",
            "f.sql:1:20: The scale of DECIMAL(2, 4) must be 0 to its precision."),
        mistake(
            "CREATE STREAM s (a INT, b INT) WITH (KAFKA_TOPIC='t', VALUE_FORMAT='KAFKA');",
            "f.sql:1:15: VALUE_FORMAT KAFKA carries one column, but there are [2]. Set "
                + "VALUE_FORMAT to JSON or DELIMITED."),
        mistake(
            "CREATE STREAM s (a ARRAY<INT>) WITH (KAFKA_TOPIC='t', VALUE_FORMAT='DELIMITED');",
            "f.sql:1:15: VALUE_FORMAT DELIMITED cannot carry column [A] of type "
                + "ARRAY<INTEGER>. Set VALUE_FORMAT to JSON."),
        mistake(
            "CREATE STREAM s (a INT) WITH (KAFKA_TOPIC='t', VALUE_FORMAT='JSON', TIMESTAMP='b');",
            "f.sql:1:15: TIMESTAMP names column [B], which is not declared."),
        mistake(
            "CREATE STREAM s (a INT) WITH (KAFKA_TOPIC='t', VALUE_FORMAT='JSON', TIMESTAMP='a');",
            "f.sql:1:15: TIMESTAMP column [A] is INTEGER. It must be BIGINT "
                + "(milliseconds), TIMESTAMP, or STRING with a TIMESTAMP_FORMAT."),
        mistake(
            "CREATE STREAM s (rowtime INT) WITH (KAFKA_TOPIC='t', VALUE_FORMAT='JSON');",
            "f.sql:1:18: [ROWTIME] is a column that every source has; give the declared "
                + "column another name."),
        mistake(
            "CREATE STREAM s (a INT) WITH (KAFKA_TOPIC='t', VALUE_FORMAT='JSON',"
                + " KAFKA_TOPIC='u');",
            "f.sql:1:69: Property KAFKA_TOPIC is set twice; remove one."));
  }

  private static Stream<Arguments> expressions() {
    return Stream.of(
        select(
            "SELECT fair FROM rides;",
            "f.sql:3:8: RIDES has no column [FAIR], which SELECT uses. Its columns are "
                + "RIDER, CITY, FARE, SEATS, PAID, STARTED, STOP, TAGS."),
        select(
            "SELECT fare FROM ride;",
            "f.sql:3:18: No stream or table [RIDE] is declared before this statement. Did "
                + "you mean RIDES? Declare it with CREATE STREAM or CREATE TABLE first."),
        select(
            "SELECT city FROM rides WHERE city = \"PARIS\";",
            "f.sql:3:37: RIDES has no column [PARIS], which WHERE uses. Text stands in "
                + "single quotes: 'PARIS'. Its columns are RIDER, CITY, FARE, SEATS, PAID, "
                + "STARTED, STOP, TAGS."),
        select(
            "SELECT city + seats AS x FROM rides;",
            "f.sql:3:13: + works on two numbers or two STRINGs; here are STRING and " + "INTEGER."),
        select(
            "SELECT city FROM rides WHERE seats = 'many';",
            "f.sql:3:36: = does not compare INTEGER with STRING. CAST one of them."),
        select(
            "SELECT city FROM rides WHERE seats;",
            "f.sql:3:30: WHERE must be BOOLEAN and is INTEGER. Compare it with something."),
        select(
            "SELECT city FROM rides WHERE city = NULL;",
            "f.sql:3:35: = with NULL is never true. Write IS NULL or IS NOT NULL."),
        select(
            "SELECT city FROM rides WHERE paid AND seats;",
            "f.sql:3:39: Each side of AND must be BOOLEAN and is INTEGER. Compare it with "
                + "something."),
        select(
            "SELECT stop->nam FROM rides;",
            "f.sql:3:14: The STRUCT has no field [NAM]. Did you mean NAME? Its type is "
                + "STRUCT<NAME STRING, ZONE INTEGER>."),
        select(
            "SELECT city->name FROM rides;",
            "f.sql:3:8: -> needs a STRUCT on its left and finds STRING."),
        select(
            "SELECT tags['a'] AS x FROM rides;",
            "f.sql:3:13: The subscript of ARRAY<STRING> must be INTEGER and is STRING."),
        select(
            "SELECT CASE WHEN paid THEN 1 ELSE 'b' END AS x FROM rides;",
            "f.sql:3:8: There is no type for the results of CASE: they are [INTEGER, "
                + "STRING]. CAST them to one type."),
        select(
            "SELECT city FROM rides WHERE seats IN (1, '1e999999999');",
            "f.sql:3:36: IN compares values of [INTEGER, STRING]. CAST them to one type."),
        select(
            "SELECT CAST(tags AS INT) AS x FROM rides;",
            "f.sql:3:8: There is no CAST from ARRAY<STRING> to INTEGER."),
        select(
            "SELECT NULL AS x FROM rides;",
            "f.sql:3:8: Output column [X] is NULL without a type. Write for example "
                + "CAST(NULL AS STRING)."),
        select(
            "SELECT UCASEE(city) AS x FROM rides;",
            "f.sql:3:8: There is no function [UCASEE]. Did you mean UCASE?"),
        select(
            "SELECT STRUCT(a := 1, a := 2) AS x FROM rides;",
            "f.sql:3:23: The STRUCT has two fields [A]. Rename one."),
        select(
            "SELECT city FROM rides WHERE seats IN (1, paid);",
            "f.sql:3:36: IN compares values of [INTEGER, BOOLEAN]. CAST them to one type."));
  }

  private static Stream<Arguments> queries() {
    return Stream.of(
        select(
            "SELECT COUNT(*) AS n FROM rides;",
            "f.sql:3:8: The aggregate COUNT may not stand in SELECT. Add GROUP BY."),
        select(
            "SELECT rider, COUNT(COUNT(*)) AS n FROM rides GROUP BY rider;",
            "f.sql:3:21: The aggregate COUNT may not stand in the argument of an "
                + "aggregate. Aggregates stand in SELECT and HAVING of a query with GROUP BY."),
        select(
            "SELECT city FROM rides WHERE COUNT(*) > 1;",
            "f.sql:3:30: The aggregate COUNT may not stand in WHERE. Filter aggregates "
                + "with HAVING."),
        select(
            "SELECT rider, city, COUNT(*) AS n FROM rides GROUP BY rider;",
            "f.sql:3:15: [CITY] is neither in GROUP BY nor inside an aggregate, so a group "
                + "has no one value of it. Add it to GROUP BY or aggregate it."),
        select(
            "SELECT rider FROM rides GROUP BY rider;",
            "f.sql:3:34: GROUP BY needs an aggregate in SELECT or HAVING, for example "
                + "COUNT(*)."),
        select(
            "SELECT rider FROM rides;",
            "f.sql:2:15: The SELECT has only key columns, so the records would have no "
                + "value. Select another column, or AS_VALUE(key) AS name."),
        select(
            "SELECT rider, rider AS again, city FROM rides;",
            "f.sql:3:15: The key column is selected twice. Select it once; a copy for the "
                + "value is AS_VALUE(column) AS name."),
        select(
            "SELECT city AS x, fare AS x FROM rides;",
            "f.sql:3:27: Two output columns are called [X]. Give one another name with AS."),
        select(
            "SELECT ROWTIME FROM rides;",
            "f.sql:3:8: [ROWTIME] is a column that every source has, so no output column "
                + "can be called so. Write AS another_name."),
        select(
            "SELECT city FROM rides EMIT FINAL;",
            "f.sql:3:24: EMIT FINAL needs a WINDOW clause: without one no result is ever "
                + "final. Write EMIT CHANGES."),
        select(
            "SELECT city FROM rides EMIT CHANGES LIMIT 3;",
            "f.sql:3:37: LIMIT has no meaning in a query that runs for ever. Remove it."),
        select(
            "SELECT rider, COUNT(*) AS n FROM rides WINDOW SLIDING (SIZE 0 MINUTES) GROUP BY"
                + " rider;",
            "f.sql:3:61: SIZE is [0] and must be above 0."),
        select(
            "SELECT rider, COUNT(*) AS n FROM rides WINDOW HOPPING (SIZE 1 MINUTE, ADVANCE BY 1"
                + " HOUR) GROUP BY rider;",
            "f.sql:3:82: ADVANCE BY of HOPPING is longer than its SIZE, so events would "
                + "fall between windows. Make it at most the SIZE."),
        select(
            "SELECT rider, COUNT(*) AS n FROM rides WINDOW SLIDING (SIZE 1 HOUR, RETENTION 1 DAY)"
                + " GROUP BY rider;",
            "f.sql:3:79: WINDOW SLIDING takes no RETENTION. The log keeps what the window "
                + "needs; remove it."),
        select(
            "SELECT rider, COUNT(*) AS n FROM rides WINDOW SLIDING (SIZE 1 HOUR, GRACE PERIOD 1"
                + " MINUTE) GROUP BY rider EMIT CHANGES;",
            "f.sql:3:82: WINDOW SLIDING with EMIT CHANGES takes no GRACE PERIOD: a late "
                + "event corrects the value at once, nothing waits. Remove it, or write EMIT "
                + "FINAL."),
        select(
            "SELECT r.city FROM rides r JOIN rides o WITHIN 1 HOUR ON r.rider = o.rider;",
            "f.sql:3:28: JOIN does not run yet. Write the joined records to one topic "
                + "before Recency reads them."),
        select(
            "SELECT rider, SUM_LIST(fare) AS s FROM rides GROUP BY rider;",
            "f.sql:3:15: SUM_LIST does not take (DOUBLE). Expected SUM_LIST(ARRAY<INTEGER>), "
                + "SUM_LIST(ARRAY<BIGINT>), SUM_LIST(ARRAY<DOUBLE>)."),
        select(
            "SELECT rider, CORRELATION(fare) AS s FROM rides GROUP BY rider;",
            "f.sql:3:15: CORRELATION does not take (DOUBLE). Expected CORRELATION(INTEGER, "
                + "INTEGER), CORRELATION(BIGINT, BIGINT), CORRELATION(DOUBLE, DOUBLE)."),
        select(
            "SELECT rider, TOPK(fare, city, seats, 0) AS s FROM rides GROUP BY rider;",
            "f.sql:3:39: The last argument of TOPK says how many values it keeps. It must be a "
                + "whole number from 1 to 10000, written out."),
        mistake(
            RIDES
                + "CREATE STREAM a AS SELECT rider, city FROM rides;\n"
                + "INSERT INTO a SELECT rider, city FROM a;",
            "f.sql:3:13: [A] would feed itself: what is written to its topic comes back through"
                + " [A], which this statement reads. Write to another stream with a topic of its"
                + " own."),
        mistake(
            RIDES
                + "CREATE STREAM a AS SELECT rider, city FROM rides;\n"
                + "CREATE STREAM b AS SELECT rider, city FROM a;\n"
                + "INSERT INTO a SELECT rider, city FROM b;",
            "f.sql:4:13: [A] would feed itself: what is written to its topic comes back through"
                + " [B], which this statement reads. Write to another stream with a topic of its"
                + " own."),
        mistake(
            RIDES
                + "CREATE STREAM a AS SELECT rider, seats FROM rides;\n"
                + "INSERT INTO a SELECT rider, COUNT(*) AS seats FROM rides GROUP BY rider;",
            "f.sql:3:13: The query's result is a TABLE, and INSERT INTO writes to streams. Write"
                + " CREATE TABLE name AS."),
        mistake(
            RIDES
                + "CREATE STREAM a AS SELECT rider, city FROM rides;\n"
                + "INSERT INTO a SELECT rider, city FROM rides;\n"
                + "CREATE OR REPLACE STREAM a AS SELECT rider, seats FROM rides;",
            "f.sql:4:26: [A] is written to by an INSERT INTO before this statement. Move this"
                + " statement before it."));
  }

  private static Arguments mistake(String sql, String message) {
    return arguments(sql, message);
  }

  private static Arguments select(String query, String message) {
    return arguments(RIDES + "CREATE STREAM out AS\n" + query, message);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isRefusedWithPlaceWhatAndFix(String sql, String message) {
    assertThatThrownBy(() -> Planner.plan(List.of(SqlParser.script("f.sql", sql))))
        .isInstanceOf(SqlException.class)
        .hasMessage(message);
  }
}
