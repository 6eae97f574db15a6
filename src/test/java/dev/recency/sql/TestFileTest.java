package dev.recency.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.recency.sql.tree.Statement;
import dev.recency.sql.tree.TestStatement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Test files: what is read, and exactly what is said about mistakes. */
class TestFileTest {

  @Test
  void aFileHoldsTestsWithTheirDirectivesInAnyPlaceBeforeTheNext() {
    List<ParsedTest> tests =
        SqlParser.tests(
            "f.sql",
            """
            -- A comment.
            ----------------------------------------------------------
            --@test: the first: a name with : and -- in it
            ----------------------------------------------------------
            DEFINE x = '1';
            INSERT INTO a (b) VALUES (${x}); -- not --@test: here
            ASSERT VALUES a VALUES ('--@test: no test', /* --@test: nor here */ 2);
            /* --@test: none */
              --@test:   the second
            --@expected.error: some.Class
            ASSERT NULL VALUES `a` (k) KEY (1);
            ASSERT NO MORE VALUES a;
            --@expected.message: because: of this
            ASSERT TABLE t (k INT PRIMARY KEY) WITH (format = 'JSON');
            RUN SCRIPT '../it''s.sql';
            """);
    assertThat(tests).hasSize(2).allMatch(test -> test.mistake().isEmpty());
    assertThat(tests.get(0).test().name()).isEqualTo("the first: a name with : and -- in it");
    assertThat(tests.get(0).test().refusalExpected()).isFalse();
    assertThat(tests.get(0).test().statements()).hasSize(3);
    assertThat(tests.get(1).test().location()).isEqualTo(new Location("f.sql", 9, 3));
    assertThat(tests.get(1).test().error()).contains("some.Class");
    assertThat(tests.get(1).test().message()).contains("because: of this");
    assertThat(SqlFormatter.format(tests.get(1).test()))
        .isEqualTo(
            """
            --@test: the second
            --@expected.error: some.Class
            --@expected.message: because: of this
            ASSERT NULL VALUES `a` (K) KEY (1);
            ASSERT NO MORE VALUES A;
            ASSERT TABLE T (K INTEGER PRIMARY KEY) WITH (FORMAT = 'JSON');
            RUN SCRIPT '../it''s.sql';
            """);
  }

  @Test
  void windowsLineEndsAreNoPartOfANameAndVariablesEndWithTheTest() {
    List<ParsedTest> tests =
        SqlParser.tests(
            "f.sql",
            "--@test: one\r\nDEFINE x = 'a';\r\n--@test: two\r\nUNSET '${x}';\r\nUNSET 'b';\r\n");
    assertThat(tests.get(0).test().name()).isEqualTo("one");
    assertThat(tests.get(1).mistake().map(SqlException::getMessage).orElse(""))
        .startsWith("f.sql:4:8: The variable x is not defined.");
  }

  @Test
  void aMistakeEndsItsTestAndNoOther() {
    List<ParsedTest> tests =
        SqlParser.tests(
            "f.sql",
            """
            --@test: one
            UNSET 'a';
            SELECT x FROM y;
            --@test: two
            CREATE STREAM a;
            ASSERT VALUES;
            UNSET 'b';
            --@test: three
            UNSET 'c';
            """);
    assertThat(tests).extracting(each -> each.test().name()).containsExactly("one", "two", "three");
    assertThat(tests.get(0).mistake().map(SqlException::what).orElse(""))
        .startsWith("SELECT alone");
    assertThat(tests.get(0).rest()).isFalse();
    assertThat(tests.get(0).test().statements())
        .hasSize(1)
        .allMatch(
            each ->
                each instanceof TestStatement.Ordinary ordinary
                    && ordinary.statement() instanceof Statement.UnsetProperty);
    assertThat(tests.get(1).mistake().map(SqlException::getMessage))
        .contains("f.sql:6:14: The statement ends too early. Expected a name.");
    assertThat(tests.get(1).rest()).isTrue();
    assertThat(tests.get(2).mistake()).isEmpty();
  }

  private static Arguments row(String text, String message) {
    return Arguments.of(text, message);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        row("", "1:1: The file holds no test. Begin each with --@test: name."),
        row("-- @test: x\n", "1:1: The file holds no test. Begin each with --@test: name."),
        row("UNSET 'a';", "1:1: No test has begun. Write --@test: name before this line."),
        row(
            "--@expected.error: x\n--@test: y\nUNSET 'a';",
            "1:1: No test has begun. Write --@test: name before this line."),
        row("--@test\nUNSET 'a';", "1:1: --@test says nothing. Write --@test: and a text."),
        row("--@test:  \nUNSET 'a';", "1:1: --@test says nothing. Write --@test: and a text."),
        row(
            "--@test: a\n--@expected.messages: x\nUNSET 'a';",
            "2:1: 'expected.messages' is no directive. Did you mean expected.message? Directives are"
                + " --@test:, --@expected.error: and --@expected.message:."),
        row("--@test: a\n--@test: b\nUNSET 'a';", "1:1: The test [a] has no statement."),
        row("--@test: a\n", "1:1: The test [a] has no statement."),
        row(
            "--@test: a\nUNSET 'a'\n--@test: b\nUNSET 'b';",
            "3:1: A statement before this line has no end. Write ; after it."),
        row(
            "--@test: a\nUNSET 'a;\n--@test: b\nUNSET b;",
            "2:7: This text has no closing quote. Close it with '; a quote inside it is written"
                + " twice."));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeOfTheFileIsNamedWithPlaceAndFix(String text, String message) {
    SqlException refused =
        catchThrowableOfType(SqlException.class, () -> SqlParser.tests("f.sql", text));
    assertThat(refused).as(text).isNotNull();
    assertThat(refused.getMessage()).isEqualTo("f.sql:" + message);
  }

  static Stream<Arguments> mistakesOfStatements() {
    return Stream.of(
        row(
            "ASSERT a VALUES (1);",
            "2:8: Unexpected 'a'. Expected VALUES, NULL, NO, STREAM or TABLE."),
        row("ASSERT VALUES a (b) KEY (1);", "2:21: Unexpected 'KEY'. Expected VALUES."),
        row("ASSERT NULL VALUES a (b) VALUES (1);", "2:26: Unexpected 'VALUES'. Expected KEY."),
        row("ASSERT NO VALUES a;", "2:11: Unexpected 'VALUES'. Expected MORE."),
        row(
            "ASSERT STREAM a WHERE x;",
            "2:17: Unexpected 'WHERE'. Expected '(', WITH or the end of the statement."),
        row("RUN 'a.sql';", "2:5: Unexpected text 'a.sql'. Expected SCRIPT."),
        row("UNSET 'a'", "2:10: The statement has no end. Write ; after it."));
  }

  @ParameterizedTest
  @MethodSource("mistakesOfStatements")
  void aMistakeOfAStatementIsKeptForTheTest(String statement, String message) {
    List<ParsedTest> tests = SqlParser.tests("f.sql", "--@test: a\n" + statement);
    assertThat(tests.get(0).mistake().map(SqlException::getMessage)).contains("f.sql:" + message);
  }
}
