package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.simulator.CaseResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests in SQL: what holds, and for each kind of assertion exactly what is said if it does not. */
final class SqlTestRunnerTest {
  private static final String RIDES =
      """
      CREATE STREAM rides (city STRING KEY, fare INT, tip DECIMAL(4, 2), rate DOUBLE, due BIGINT)
        WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON');
      CREATE STREAM dear AS SELECT * FROM rides WHERE fare > 5;
      """;

  private static final String RIDE =
      "INSERT INTO rides (city, fare, tip, rate, ROWTIME) VALUES ('Jeju', 6, 1.5, 0.5, 7);\n";

  @TempDir Path directory;

  private List<CaseResult> run(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("t.sql"), text);
    return CaseFiles.read(file).stream().map(CaseRunner::run).toList();
  }

  private CaseResult one(String statements) throws IOException {
    List<CaseResult> results = run("--@test: x\n" + statements);
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  /** The message without the directory, which is another one each time. */
  private String message(CaseResult result) {
    return result.message().replace(directory + "/", "");
  }

  private static Arguments row(String statements) {
    return Arguments.of(statements);
  }

  static Stream<Arguments> holding() {
    return Stream.of(
        row("ASSERT VALUES dear (city, fare) VALUES ('Jeju', 6);"),
        row("ASSERT VALUES dear (ROWTIME) VALUES (7);"),
        row("ASSERT VALUES dear (tip, rate) VALUES (1.50, 5e-1);"),
        row("ASSERT VALUES dear (tip, rate) VALUES ('1.5', 0.50);"),
        row("ASSERT VALUES dear (fare) VALUES (3 + 3);"),
        row("ASSERT VALUES dear VALUES ('Jeju', 6, 1.5, 0.5, NULL);"),
        row("ASSERT VALUES rides (fare) VALUES (6); ASSERT VALUES dear (fare) VALUES (6);"),
        row("ASSERT VALUES dear (fare) VALUES (6); ASSERT NO MORE VALUES dear;"),
        row(
            "INSERT INTO rides (fare) VALUES (5);"
                + "ASSERT VALUES dear (fare) VALUES (6); ASSERT NO MORE VALUES dear;"),
        row(
            "INSERT INTO dear (city, fare) VALUES ('Ulsan', 1);"
                + "ASSERT VALUES dear (fare) VALUES (6); ASSERT VALUES dear (fare) VALUES (1);"),
        row(
            "ASSERT STREAM dear (city STRING KEY, fare INT, tip DECIMAL(4, 2), rate DOUBLE,"
                + " due BIGINT) WITH (KAFKA_TOPIC='DEAR', VALUE_FORMAT='JSON', KEY_FORMAT='KAFKA');"),
        row("ASSERT STREAM dear;"));
  }

  @ParameterizedTest
  @MethodSource("holding")
  void whatIsSoHolds(String assertions) throws IOException {
    CaseResult result = one(RIDES + RIDE + assertions);
    assertThat(message(result)).isEmpty();
    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
  }

  private static Arguments row(String statements, String message) {
    return Arguments.of(statements, message);
  }

  static Stream<Arguments> failing() {
    String got = "got [CITY = 'Jeju', FARE = 6, TIP = 1.50, RATE = 0.5, DUE = NULL, ROWTIME = 7]";
    return Stream.of(
        row(
            "ASSERT VALUES dear (city, fare) VALUES ('Ulsan', 6);",
            "topic [DEAR] record [0]: expected [CITY = 'Ulsan', FARE = 6], " + got),
        row(
            "ASSERT VALUES dear (fare) VALUES (7);",
            "topic [DEAR] record [0]: expected [FARE = 7], " + got),
        row(
            "ASSERT VALUES dear (rate) VALUES (0.500001);",
            "topic [DEAR] record [0]: expected [RATE = 0.500001], " + got),
        row(
            "ASSERT VALUES dear (ROWTIME) VALUES (8);",
            "topic [DEAR] record [0]: expected [ROWTIME = 8], " + got),
        row(
            "ASSERT VALUES dear (due) VALUES (0);",
            "topic [DEAR] record [0]: expected [DUE = 0], " + got),
        row(
            "ASSERT NULL VALUES dear (city) KEY ('Jeju');",
            "topic [DEAR] record [0]: expected a tombstone [CITY = 'Jeju'], " + got),
        row(
            "ASSERT NO MORE VALUES dear;",
            "topic [DEAR]: expected no more records behind [0], got [1]: " + got.substring(4)),
        row(
            "ASSERT VALUES dear (fare) VALUES (6); ASSERT VALUES dear (fare) VALUES (6);",
            "topic [DEAR] record [1]: expected [FARE = 6], got no record; there are [1]"),
        row(
            "ASSERT STREAM dear (city STRING KEY, fare INT);",
            "[DEAR]: columns expected [CITY STRING KEY, FARE INTEGER], got [CITY STRING KEY, FARE"
                + " INTEGER, TIP DECIMAL(4, 2), RATE DOUBLE, DUE BIGINT]"),
        row("ASSERT TABLE dear;", "[DEAR]: kind expected TABLE, got STREAM"),
        row(
            "ASSERT STREAM dear WITH (KAFKA_TOPIC='x');",
            "[DEAR]: KAFKA_TOPIC expected x, got DEAR"),
        row(
            "ASSERT STREAM dear WITH (KEY_FORMAT='JSON');",
            "[DEAR]: KEY_FORMAT expected JSON, got KAFKA"),
        row(
            "ASSERT STREAM dear WITH (FORMAT='KAFKA');",
            "[DEAR]: VALUE_FORMAT expected KAFKA, got JSON"),
        row(
            "ASSERT STREAM dear WITH (WRAP_SINGLE_VALUE=false);",
            "[DEAR]: WRAP_SINGLE_VALUE expected false, got true"),
        row(
            "ASSERT STREAM dear WITH (TIMESTAMP='due');",
            "[DEAR]: TIMESTAMP expected DUE, got none"));
  }

  @ParameterizedTest
  @MethodSource("failing")
  void whatIsNotSoFailsWithPlaceExpectedAndGot(String assertions, String message)
      throws IOException {
    int column = assertions.lastIndexOf("ASSERT") + 1;
    CaseResult result = one(RIDES + RIDE + assertions);
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(message(result)).isEqualTo("t.sql:6:" + column + ": " + message);
  }

  @Test
  void rejectedRecordsAreNamedWhereARecordIsMissing() throws IOException {
    String counts =
        "CREATE TABLE n AS SELECT fare, COUNT(*) AS n FROM rides GROUP BY fare EMIT CHANGES;\n"
            + "INSERT INTO rides (city) VALUES ('Jeju');\n"
            + "ASSERT VALUES n (n) VALUES (1);";
    assertThat(message(one(RIDES + counts)))
        .contains("got no record; there are [0]; rejected were {NULL_KEY (")
        .endsWith("=1}");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        row("INSERT INTO ride (fare) VALUES (1);", "5:13: No stream or table [RIDE]"),
        row("INSERT INTO rides (fair) VALUES (1);", "5:20: RIDES has no column [FAIR]."),
        row("INSERT INTO rides (fare, fare) VALUES (1, 2);", "5:26: Column [FARE] is named twice."),
        row(
            "INSERT INTO rides (fare) VALUES ('x');",
            "5:34: Column [FARE] is INTEGER and the value STRING. Write a value that fits, or CAST"
                + " it."),
        row("INSERT INTO rides (fare) VALUES (tip);", "5:34: A value is no column, but [TIP]"),
        row(
            "INSERT INTO rides (fare) VALUES (1, 2);",
            "5:1: There are [1] columns and [2] values. Write one value for each of [FARE]."),
        row("INSERT INTO rides (ROWOFFSET) VALUES (1);", "5:20: [ROWOFFSET] is neither in the key"),
        row(
            "INSERT INTO rides (fare) VALUES (COUNT(1));",
            "5:34: The aggregate COUNT may not stand among values."),
        row(
            "ASSERT NULL VALUES dear (fare) KEY (1);",
            "5:26: [FARE] is no column of the key, and a tombstone has nothing else. Remove it."),
        row("INSERT INTO rides (fare) VALUES (1/0);", "5:1: a value has no result: "),
        row("RUN SCRIPT 'no.sql';", "5:1: The file [no.sql] cannot be read."),
        row("SELECT 1;", "5:1: SELECT alone writes to nobody."));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aStatementThatMakesNoSenseFailsTheTest(String statement, String message) throws IOException {
    CaseResult result = one(RIDES + statement);
    assertThat(result.outcome()).isIn(Outcome.FAILED, Outcome.REFUSED);
    assertThat(message(result)).startsWith("t.sql:" + message);
  }

  private static final String WRONG = "CREATE STREAM a AS SELECT town FROM rides;\n";

  static Stream<Arguments> expectations() {
    return Stream.of(
        Arguments.of("--@expected.error: Any\n" + RIDES + WRONG, Outcome.PASSED, ""),
        Arguments.of(
            "--@expected.message: has no column [TOWN]\n" + RIDES + WRONG, Outcome.PASSED, ""),
        Arguments.of(
            "--@expected.message: nothing\n" + RIDES + "SELECT 1 FROM",
            Outcome.FAILED,
            "t.sql:1:1: expected a message with [nothing], got t.sql:6:1: SELECT alone"),
        Arguments.of(
            "--@expected.message: SELECT alone\n" + RIDES + "SELECT 1;", Outcome.PASSED, ""),
        Arguments.of(
            "--@expected.message: has no lake\n" + RIDES + WRONG,
            Outcome.FAILED,
            "t.sql:1:1: expected a message with [has no lake], got t.sql:6:"),
        Arguments.of(
            "--@expected.error: Any\n" + RIDES,
            Outcome.FAILED,
            "t.sql:1:1: expected the last statement to be refused, got no error"),
        Arguments.of(
            "--@expected.error: Any\n" + RIDES + WRONG + RIDE,
            Outcome.FAILED,
            "expected only the last statement to be refused, got t.sql:6:"),
        Arguments.of(
            "--@expected.error: Any\n" + RIDES + "SELECT 1;" + RIDE,
            Outcome.FAILED,
            "expected only the last statement to be refused, got t.sql:6:"),
        Arguments.of(
            "--@expected.error: Any\n" + RIDES + RIDE + "ASSERT NO MORE VALUES dear;",
            Outcome.PASSED,
            ""),
        Arguments.of(
            "--@expected.error: Any\n" + RIDES + "RUN SCRIPT 'no.sql';",
            Outcome.FAILED,
            "t.sql:6:1: The file [no.sql] cannot be read."),
        Arguments.of(
            "--@expected.error: Any\n" + RIDES + "CREATE STREAM b AS SELECT fare FROM rides;",
            Outcome.EXTENDED,
            ""));
  }

  @ParameterizedTest
  @MethodSource("expectations")
  void anExpectedErrorIsTheRefusalOfTheLastStatement(String test, Outcome outcome, String message)
      throws IOException {
    CaseResult result = run("--@test: x\n" + test).get(0);
    assertThat(message(result)).contains(message);
    assertThat(result.outcome()).isEqualTo(outcome);
  }

  @Test
  void queriesSeeWhatComesAfterThemAndAReplacedOneIsGone() throws IOException {
    CaseResult result =
        one(
            RIDES
                + RIDE
                + """
                CREATE STREAM late AS SELECT city, fare FROM rides;
                CREATE OR REPLACE STREAM dear AS SELECT city, fare + 1 AS fare FROM rides;
                INSERT INTO rides (city, fare) VALUES ('Ulsan', 1);
                ASSERT VALUES dear (fare) VALUES (6);
                ASSERT VALUES dear (fare) VALUES (2);
                ASSERT NO MORE VALUES dear;
                ASSERT VALUES late (city, fare) VALUES ('Ulsan', 1);
                DROP STREAM late;
                INSERT INTO rides (fare) VALUES (3);
                ASSERT VALUES dear (fare) VALUES (4);
                """);
    assertThat(message(result)).isEmpty();
    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void aChainOfStatementsGivesItsRecordsAtOnceInEveryFormat() throws IOException {
    for (String formats : List.of("FORMAT='JSON'", "FORMAT='DELIMITED'")) {
      CaseResult result =
          one(
              """
              CREATE STREAM a (k STRING KEY, v INT) WITH (KAFKA_TOPIC='a', %s);
              CREATE STREAM b AS SELECT k, v + 1 AS v FROM a;
              CREATE STREAM c AS SELECT k, v * 2 AS v FROM b;
              INSERT INTO a VALUES ('x', 1);
              ASSERT VALUES c VALUES ('x', 4);
              INSERT INTO a (v) VALUES (2);
              ASSERT VALUES c (k, v) VALUES (NULL, 6);
              ASSERT NO MORE VALUES c;
              """
                  .formatted(formats));
      assertThat(message(result)).isEmpty();
      assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    }
  }

  @Test
  void keysWithAWindowAreGivenAndLookedAtByTheirBounds() throws IOException {
    String begin =
        """
        CREATE STREAM a (k STRING KEY, v INT) WITH (KAFKA_TOPIC='a', VALUE_FORMAT='JSON');
        CREATE TABLE n AS SELECT k, COUNT(*) AS n FROM a WINDOW TUMBLING (SIZE 10 SECONDS) GROUP BY k;
        CREATE STREAM w (k STRING KEY, v INT) WITH (KAFKA_TOPIC='w', VALUE_FORMAT='JSON',
          WINDOW_TYPE='SESSION');
        INSERT INTO a (k, v, ROWTIME) VALUES ('x', 1, 12000);
        INSERT INTO w (k, v, WINDOWSTART, WINDOWEND) VALUES ('x', 1, 5, 7);
        ASSERT VALUES w (k, WINDOWSTART, WINDOWEND) VALUES ('x', 5, 7);
        """;
    CaseResult result =
        one(
            begin
                + "ASSERT VALUES n (k, n, WINDOWSTART, WINDOWEND) VALUES ('x', 1, 10000, 20000);");
    assertThat(message(result)).isEmpty();
    assertThat(message(one(begin + "ASSERT VALUES n (WINDOWSTART) VALUES (0);")))
        .isEqualTo(
            "t.sql:9:1: topic [N] record [0]: expected [WINDOWSTART = 0], got [K = 'x', N = 1,"
                + " WINDOWSTART = 10000, WINDOWEND = 20000, ROWTIME = 12000]");
    assertThat(message(one(begin + "INSERT INTO w (k) VALUES ('y');")))
        .isEqualTo(
            "t.sql:9:1: The keys of [W] hold a window. Name WINDOWSTART and WINDOWEND among the"
                + " columns.");
  }

  @Test
  void aTombstoneIsAssertedByItsKey() throws IOException {
    String begin =
        """
        CREATE STREAM a (k STRING KEY, v INT) WITH (KAFKA_TOPIC='a', VALUE_FORMAT='JSON');
        CREATE TABLE t AS SELECT k, LATEST_BY_OFFSET(v) AS v FROM a GROUP BY k
          HAVING LATEST_BY_OFFSET(v) > 1;
        INSERT INTO a VALUES ('x', 2);
        INSERT INTO a VALUES ('x', 1);
        ASSERT VALUES t (k, v) VALUES ('x', 2);
        """;
    CaseResult result = one(begin + "ASSERT NULL VALUES t (k) KEY ('x'); ASSERT NO MORE VALUES t;");
    assertThat(message(result)).isEmpty();
    assertThat(message(one(begin + "ASSERT NULL VALUES t (k) KEY ('y');")))
        .isEqualTo(
            "t.sql:8:1: topic [T] record [1]: expected a tombstone [K = 'y'], got a tombstone [K ="
                + " 'x', ROWTIME = 0]");
    assertThat(message(one(begin + "ASSERT VALUES t (k) VALUES ('x');")))
        .isEqualTo(
            "t.sql:8:1: topic [T] record [1]: expected [K = 'x'], got a tombstone [K = 'x',"
                + " ROWTIME = 0]");
  }

  @Test
  void valuesOfCollectionsTakeTheTypesOfTheirColumns() throws IOException {
    CaseResult result =
        one(
            """
            CREATE STREAM a (s STRUCT<x BIGINT, y DOUBLE>, l ARRAY<DECIMAL(3, 1)>, m MAP<STRING, BIGINT>)
              WITH (KAFKA_TOPIC='a', VALUE_FORMAT='JSON');
            INSERT INTO a (s, l, m) VALUES (STRUCT(y := 1, x := NULL), ARRAY[1, 2.5, NULL], MAP('p' := 1));
            ASSERT VALUES a (s, l, m) VALUES (STRUCT(x := NULL, y := 1.0), ARRAY[1.0, 2.5, NULL], MAP('p' := 1));
            INSERT INTO a (s) VALUES (STRUCT(z := 1));
            """);
    assertThat(message(result))
        .isEqualTo(
            "t.sql:6:34: Column [S] has no field [Z]. Its type is STRUCT<X BIGINT, Y DOUBLE>.");
  }

  @Test
  void directoriesHoldTestsBesideDefinitions() throws IOException {
    Files.writeString(directory.resolve("definition.sql"), RIDES);
    Files.writeString(directory.resolve("t.sql"), " --@test: x\nUNSET 'a';");
    Files.writeString(directory.resolve("c.json"), "{\"tests\":[]}");
    assertThat(CaseFiles.find(directory))
        .containsExactly(directory.resolve("c.json"), directory.resolve("t.sql"));
  }
}
