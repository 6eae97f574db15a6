package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.simulator.CaseResult.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements of tests in SQL that are refused, and tests that expect it. */
final class SqlTestRefusalsTest {
  private static final String RIDES = SqlTests.RIDES;
  private static final String RIDE = SqlTests.RIDE;

  @TempDir Path directory;

  private static Arguments row(String statements, String message) {
    return Arguments.of(statements, message);
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
    CaseResult result = SqlTests.one(directory, RIDES + statement);
    assertThat(result.outcome()).isIn(Outcome.FAILED, Outcome.REFUSED);
    assertThat(SqlTests.message(directory, result)).startsWith("t.sql:" + message);
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
    CaseResult result = SqlTests.one(directory, test);
    assertThat(SqlTests.message(directory, result)).contains(message);
    assertThat(result.outcome()).isEqualTo(outcome);
  }
}
