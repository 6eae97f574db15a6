package dev.recency.sql;

import dev.recency.sql.syntax.StatementParser;
import dev.recency.sql.syntax.TestFileParser;
import dev.recency.sql.token.Limits;
import dev.recency.sql.token.SourceText;
import dev.recency.sql.token.Tokenizer;
import dev.recency.sql.token.Tokenizer.Tokens;
import dev.recency.sql.token.Variables;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Script;
import dev.recency.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Text to syntax tree. Nothing is resolved: a name may mean nothing, a type may not fit.
 *
 * <p>Each method throws {@link SqlException} for the first mistake in the text and nothing else.
 * Limits: a script has at most 1 MiB and a statement 64 KiB of UTF-8, and nothing is nested deeper
 * than 500 levels.
 */
public final class SqlParser {

  private SqlParser() {}

  /**
   * All statements of a file, each ended by a semicolon, variables replaced.
   *
   * @param file for messages only
   */
  public static Script script(String file, String text) {
    SourceText source = checkedSource(file, text);
    Tokenizer tokenizer = new Tokenizer(source);
    Variables variables = new Variables();
    List<Statement> statements = new ArrayList<>();
    for (Tokens tokens = tokenizer.next(); !tokens.isEmpty(); tokens = tokenizer.next()) {
      Statement statement = StatementParser.statement(source, tokens, variables);
      if (!tokens.terminated()) {
        throw StatementParser.missingSemicolon(source, tokens);
      }
      variables.apply(statement);
      statements.add(statement);
    }
    return new Script(statements);
  }

  /**
   * The tests of a test file: lines {@code --@test: name}, each with its statements up to the next.
   *
   * @param file for messages only
   */
  public static List<ParsedTest> tests(String file, String text) {
    return TestFileParser.parse(checkedSource(file, text));
  }

  /** One statement, with or without a semicolon. */
  public static Statement statement(String file, String text) {
    SourceText source = checkedSource(file, text);
    Tokens tokens = StatementParser.onlyOne(source, "statement");
    return StatementParser.statement(source, tokens, new Variables());
  }

  /** One expression, as it can stand in a SELECT list. */
  public static Expression expression(String file, String text) {
    SourceText source = checkedSource(file, text);
    Tokens tokens = StatementParser.onlyOne(source, "expression");
    return StatementParser.expression(source, tokens);
  }

  private static SourceText checkedSource(String file, String text) {
    if (Limits.utf8Length(text, 0, text.length()) > Limits.SCRIPT_BYTES) {
      throw Limits.scriptTooLarge(new Location(file, 1, 1));
    }
    return SourceText.of(file, text);
  }
}
