package dev.recency.sql;

import dev.recency.sql.format.ExpressionFormatter;
import dev.recency.sql.format.QueryFormatter;
import dev.recency.sql.format.StatementFormatter;
import dev.recency.sql.format.TestFormatter;
import dev.recency.sql.format.Words;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Query;
import dev.recency.sql.tree.Script;
import dev.recency.sql.tree.SqlTest;
import dev.recency.sql.tree.Statement;
import dev.recency.sql.tree.TypeNode;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Syntax tree to canonical text: one spelling for each tree, with no more parentheses than needed.
 * Parsing the text gives the same tree at other locations, so two trees mean the same exactly if
 * their texts are equal.
 */
public final class SqlFormatter {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Za-z0-9_]+}");

  private SqlFormatter() {}

  /** One statement per line, each with its semicolon. */
  public static String format(Script script) {
    return script.statements().stream()
        .map(statement -> format(statement) + ";\n")
        .collect(Collectors.joining());
  }

  /** The statement on one line, but for line ends inside of texts; without a semicolon. */
  public static String format(Statement statement) {
    return withoutReferences(StatementFormatter.format(statement));
  }

  /** The directives of a test and then its statements, one per line. */
  public static String format(SqlTest test) {
    return TestFormatter.format(test, SqlFormatter::withoutReferences);
  }

  /** The query on one line. */
  public static String format(Query query) {
    return withoutReferences(QueryFormatter.format(query));
  }

  /** The expression without parentheses around it. */
  public static String format(Expression expression) {
    return withoutReferences(ExpressionFormatter.format(expression));
  }

  /** The type as it is written in a column definition. */
  public static String format(TypeNode type) {
    return withoutReferences(Words.type(type));
  }

  /** Variables have been replaced before the tree was built; what looks like one is plain text. */
  private static String withoutReferences(String text) {
    return text.contains("${") ? REFERENCE.matcher(text).replaceAll("\\$$0") : text;
  }
}
