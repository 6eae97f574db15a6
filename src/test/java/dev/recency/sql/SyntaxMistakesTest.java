package dev.recency.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that are no statements, and exactly what is said about them. */
class SyntaxMistakesTest {

  private static Arguments row(String sql, String message) {
    return Arguments.of(sql, message);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        row(
            "CREATE STREAM a AS SELECT 'x FROM e;",
            "1:27: This text has no closing quote. Close it with '; a quote inside it is "
                + "written twice."),
        row(
            "CREATE STREAM a AS SELECT 'it\\'s' FROM e;",
            "1:27: The text ends at the quote behind the backslash, which escapes nothing. A "
                + "quote inside a text is written twice: ''."),
        row(
            "CREATE STREAM a AS SELECT `x FROM e;",
            "1:27: This name has no closing ` on its line. Close it; a ` inside it is "
                + "written twice."),
        row("UNSET 'a'; /* never closed", "1:12: This comment has no end. Close it with */."),
        row(
            "CREATE STREAM a AS SELECT x FROM e",
            "1:35: The statement has no end. Write ; after it."),
        row(
            "CREAT STREAM a AS SELECT x FROM e;",
            "1:1: 'CREAT' begins no statement. Expected CREATE, INSERT, SET, UNSET, DROP, "
                + "DEFINE or UNDEFINE. Did you mean CREATE?"),
        row(
            "FOO;",
            "1:1: 'FOO' begins no statement. Expected CREATE, INSERT, SET, UNSET, DROP, "
                + "DEFINE or UNDEFINE."),
        row(
            "SELECT x FROM e;",
            "1:1: SELECT alone writes to nobody. Give its result a name: CREATE STREAM name "
                + "AS SELECT …."),
        row(
            "SHOW STREAMS;",
            "1:1: SHOW looks into a running server. Definitions are read from files; run the "
                + "check command to see what they declare."),
        row(
            "TERMINATE ALL;",
            "1:1: TERMINATE steers a query in a running server. Here a query lives as long "
                + "as its statement is in the file; remove the statement and restart the job."),
        row(
            "ASSERT VALUES a VALUES (1);",
            "1:1: ASSERT looks at results, which only a test has. Move it to a file with "
                + "--@test: name and run the test command."),
        row(
            "RUN SCRIPT 'a.sql';",
            "1:1: RUN SCRIPT reads another file. Name both files on the command line; a test needs"
                + " the test command."),
        row(
            "MERGE INTO a;",
            "1:1: MERGE changes rows, and events do not change. Write the wanted rows with "
                + "INSERT INTO … SELECT."),
        row(
            "CREATE SINK CONNECTOR c;",
            "1:1: Connectors are not part of feature definitions. Run them in Kafka Connect "
                + "and declare their topics by CREATE STREAM."),
        row("CREATE STREAM a AS SELECT x FORM e;", "1:29: Unexpected 'FORM'. Did you mean FROM?"),
        row(
            "CREATE STREAM a AS SELECT x FROM e EMIT CHANGE;",
            "1:41: EMIT takes CHANGES or FINAL."),
        row(
            "CREATE STREAM a AS SELECT FROM e;",
            "1:27: Unexpected 'FROM'. Expected '*' or an expression."),
        row(
            "CREATE STREAM a AS SELECT x, FROM e;",
            "1:28: A comma before 'FROM'. Remove it, or write what is missing behind it."),
        row(
            "CREATE STREAM a AS SELECT x WHERE y = 1;",
            "1:29: Unexpected 'WHERE'. Expected ',', FROM, an operator or an alias."),
        row(
            "CREATE STREAM a AS SELECT x FROM;",
            "1:33: The statement ends too early. Expected a name."),
        row(
            "CREATE STREAM a AS SELECT values FROM e;",
            "1:27: Unexpected 'values'. Expected '*' or an expression. As a name it needs "
                + "back-quotes: `values`."),
        row(
            "CREATE STREAM a AS SELECT x FROM e UNSET 'a';",
            "1:36: A statement ends before UNSET. Write ; between them."),
        row(
            "CREATE STREAM a AS SELECT x FROM e WHERE x = 1 WINDOW SLIDING (SIZE 1 DAY);",
            "1:48: WINDOW cannot stand here. The clauses of a query are FROM, JOIN, WINDOW, "
                + "WHERE, GROUP BY, PARTITION BY, HAVING, EMIT and LIMIT, each at most once and in "
                + "this order."),
        row(
            "CREATE STREAM a AS SELECT x FROM e WHERE x = 1 WHERE y = 2;",
            "1:48: WHERE cannot stand here. The clauses of a query are FROM, JOIN, WINDOW, "
                + "WHERE, GROUP BY, PARTITION BY, HAVING, EMIT and LIMIT, each at most once and in "
                + "this order."),
        row(
            "CREATE STREAM a AS SELECT x FROM e WHERE x == 1;",
            "1:44: == is no operator. Write a single =."),
        row(
            "CREATE STREAM a AS SELECT x FROM e WHERE x = 1 && y = 2;",
            "1:48: & is no operator. Write AND for a condition."),
        row(
            "CREATE STREAM a AS SELECT x FROM e WHERE NOT IN (1);",
            "1:46: Unexpected 'IN'. Expected an expression."),
        row(
            "CREATE STREAM a AS SELECT x FROM e WHERE x IN ();",
            "1:48: Unexpected ')'. Expected an expression."),
        row(
            "CREATE STREAM a AS SELECT x FROM e WHERE x BETWEEN 1, 2;",
            "1:53: Unexpected ','. Expected AND or an operator."),
        row(
            "CREATE STREAM a AS SELECT x FROM e WHERE x ILIKE 'a%';",
            "1:44: ILIKE is not part of the dialect. Write LCASE(x) LIKE 'pattern'."),
        row(
            "CREATE STREAM a AS SELECT x FROM e WHERE name = ’x’;",
            "1:49: The character '’' (U+2019) cannot stand here. Write ' around a text."),
        row(
            "CREATE STREAM a AS SELECT größe FROM e;",
            "1:29: The character 'ö' (U+00F6) cannot stand here. A name with other "
                + "characters than A to Z, 0 to 9 and _ needs back-quotes."),
        row(
            "CREATE STREAM a AS SELECT x::INT FROM e;",
            "1:28: A colon alone is no operator. Write CAST(x AS type), or := in STRUCT and MAP."),
        row(
            "CREATE STREAM a AS SELECT x FROM e ORDER BY x;",
            "1:36: ORDER BY is not part of the dialect: a stream never ends, so it cannot be "
                + "sorted. Remove it, or collect the largest values with TOPK."),
        row(
            "CREATE TABLE a AS SELECT COUNT(DISTINCT x) FROM e GROUP BY y;",
            "1:32: DISTINCT cannot stand here. Write COUNT_DISTINCT(x) to count values, or "
                + "GROUP BY to have each once."),
        row(
            "CREATE TABLE a AS SELECT COUNT(*) OVER (PARTITION BY x) FROM e;",
            "1:35: OVER is not part of the dialect. Write WINDOW SLIDING (SIZE …) behind "
                + "FROM, and GROUP BY."),
        row(
            "CREATE STREAM a AS SELECT x FROM (SELECT y FROM e);",
            "1:34: FROM takes the name of a stream or table. Name the inner query by CREATE "
                + "STREAM … AS SELECT … and read from that name."),
        row(
            "CREATE STREAM a AS SELECT x FROM e, f;",
            "1:35: Sources are joined by JOIN … ON …, not by a comma."),
        row(
            "CREATE STREAM a AS SELECT x FROM e JOIN f;",
            "1:42: The statement ends too early. Expected ON, WITHIN or an alias."),
        row(
            "CREATE STREAM a AS SELECT (x, y) FROM e;",
            "1:27: A list in parentheses is no value. Write it behind IN, or alone behind "
                + "GROUP BY."),
        row(
            "CREATE STREAM a AS SELECT STRUCT(x = 1) FROM e;",
            "1:36: Unexpected '='. Expected ':='."),
        row(
            "CREATE STREAM a AS SELECT 9223372036854775808 FROM e;",
            "1:27: The number 9223372036854775808 does not fit 64 bits. Write it with a "
                + "point as a DECIMAL: 9223372036854775808.0."),
        row(
            "CREATE STREAM a (x INT) AS SELECT x FROM e;",
            "1:17: CREATE … AS takes its columns from the query. Remove the column list, and "
                + "name columns in SELECT by AS."),
        row(
            "CREATE STREAM a (x) WITH (KAFKA_TOPIC = 't');",
            "1:19: Unexpected ')'. Expected a type."),
        row(
            "CREATE STREAM a (x DECIMAL);",
            "1:27: DECIMAL needs a precision and a scale. Write DECIMAL(10, 2)."),
        row(
            "CREATE STREAM a (x INT NOT NULL);",
            "1:24: Columns have no NOT NULL: any field of an event may be missing. Remove "
                + "it, and filter with WHERE … IS NOT NULL."),
        row(
            "CREATE STREAM a (x ARRAY[INT]);",
            "1:25: The type ARRAY takes angle brackets. Write ARRAY<INT>, MAP<STRING, INT> "
                + "or STRUCT<a INT>."),
        row(
            "CREATE STREAM a (x INT) WITH (KAFKA_TOPIC 't');",
            "1:43: Unexpected text 't'. Expected '='."),
        row(
            "CREATE STREAM a (x INT) WITH (KAFKA_TOPIC = t);",
            "1:45: Unexpected 't'. Expected a constant. A text stands in single quotes."),
        row(
            "CREATE TABLE a AS SELECT x FROM e WINDOW TUMBLING (SIZE 5 MIN) GROUP BY x;",
            "1:59: Unexpected 'MIN'. Expected a unit (DAYS, HOURS, MINUTES, SECONDS or "
                + "MILLISECONDS)."),
        row(
            "CREATE TABLE a AS SELECT x FROM e WINDOW TUMBLING (5 MINUTES) GROUP BY x;",
            "1:52: A length of time alone is the gap of SESSION. Write SIZE before it."),
        row(
            "CREATE TABLE a AS SELECT x FROM e WINDOW SLIDING (SIZE 1.5 HOURS) GROUP BY x;",
            "1:56: A length of time is a whole number. Write a smaller unit, 90 SECONDS for "
                + "1.5 MINUTES."),
        row(
            "CREATE TABLE a AS SELECT x FROM e WINDOW HOPPING (SIZE 1 HOUR) GROUP BY x;",
            "1:42: WINDOW HOPPING needs ADVANCE BY 1 MINUTE."),
        row(
            "CREATE TABLE a AS SELECT x FROM e WINDOW HOPPING (ADVANCE BY 1 DAY, SIZE 1 DAY);",
            "1:69: SIZE stands behind ADVANCE BY. The order is SIZE, ADVANCE BY, RETENTION, "
                + "GRACE PERIOD."),
        row(
            "CREATE TABLE a AS SELECT x FROM e WINDOW TUMBLING SIZE 1 HOUR GROUP BY x;",
            "1:51: Unexpected 'SIZE'. Expected '('."),
        row(
            "SET auto.offset.reset = 'earliest';",
            "1:5: Unexpected 'auto'. Expected a text in single quotes."),
        row(
            "UNSET '${home}';",
            "1:8: The variable home is not defined. Write DEFINE home = '…'; before this "
                + "statement, or $${home} for the characters themselves."));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakeIsNamedWithPlaceAndFix(String sql, String message) {
    SqlException refused =
        catchThrowableOfType(SqlException.class, () -> SqlParser.script("f.sql", sql));
    assertThat(refused).as(sql).isNotNull();
    assertThat(refused.getMessage()).isEqualTo("f.sql:" + message);
  }
}
