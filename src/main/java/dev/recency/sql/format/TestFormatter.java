package dev.recency.sql.format;

import dev.recency.sql.tree.SqlTest;
import dev.recency.sql.tree.TestStatement;
import java.util.function.UnaryOperator;

/** Writes tests. */
public final class TestFormatter {

  private TestFormatter() {}

  /**
   * The lines of a test.
   *
   * @param statements what is done to the text of each statement
   */
  public static String format(SqlTest test, UnaryOperator<String> statements) {
    StringBuilder text = new StringBuilder("--@test: ").append(test.name()).append('\n');
    test.error().ifPresent(error -> text.append("--@expected.error: ").append(error).append('\n'));
    test.message()
        .ifPresent(message -> text.append("--@expected.message: ").append(message).append('\n'));
    for (TestStatement statement : test.statements()) {
      text.append(statements.apply(format(statement))).append(";\n");
    }
    return text.toString();
  }

  private static String format(TestStatement statement) {
    if (statement instanceof TestStatement.Ordinary ordinary) {
      return StatementFormatter.format(ordinary.statement());
    }
    if (statement instanceof TestStatement.AssertValues values) {
      return "ASSERT VALUES "
          + StatementFormatter.values(values.target(), values.columns(), "VALUES", values.values());
    }
    if (statement instanceof TestStatement.AssertNullValues values) {
      return "ASSERT NULL VALUES "
          + StatementFormatter.values(values.target(), values.columns(), "KEY", values.values());
    }
    if (statement instanceof TestStatement.AssertNoMoreValues values) {
      return "ASSERT NO MORE VALUES " + Words.name(values.target());
    }
    if (statement instanceof TestStatement.AssertSource source) {
      return "ASSERT "
          + source.kind()
          + " "
          + Words.name(source.name())
          + StatementFormatter.columns(source.columns())
          + StatementFormatter.properties(source.properties());
    }
    return "RUN SCRIPT " + Words.text(((TestStatement.RunScript) statement).path());
  }
}
