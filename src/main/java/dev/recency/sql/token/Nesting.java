package dev.recency.sql.token;

import dev.recency.sql.FeatureSqlLexer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.antlr.v4.runtime.Token;

/**
 * Counts how deep the parser would have to recurse, token by token, so that a text nested too
 * deeply is refused before the parser sees it. Counted are brackets, CASE … END, the angle brackets
 * of types, lambdas, and runs of prefix operators.
 */
final class Nesting {

  /** An open bracket and the levels it added: itself and the prefix operators before it. */
  private record Open(boolean angle, int levels) {}

  private final Deque<Open> open = new ArrayDeque<>();

  private int depth;

  /** Prefix operators directly before the next token. */
  private int prefixes;

  /** Lambdas that last until the bracket around them closes or the next comma. */
  private int lambdas;

  private int previousType = Token.EOF;

  /** Whether the token is nested more deeply than {@link Limits#NESTING}. */
  boolean exceededBy(Token token) {
    int type = token.getType();
    count(type);
    previousType = type;
    return depth + prefixes + lambdas > Limits.NESTING;
  }

  private void count(int type) {
    switch (type) {
      case FeatureSqlLexer.LEFT_PARENTHESIS, FeatureSqlLexer.LEFT_BRACKET, FeatureSqlLexer.CASE ->
          open(false);
      case FeatureSqlLexer.LESS -> {
        if (opensType()) {
          open(true);
        }
      }
      case FeatureSqlLexer.GREATER -> {
        if (!open.isEmpty() && open.peek().angle()) {
          close();
        }
      }
      case FeatureSqlLexer.RIGHT_PARENTHESIS, FeatureSqlLexer.RIGHT_BRACKET, FeatureSqlLexer.END ->
          closeWithAngles();
      case FeatureSqlLexer.NOT, FeatureSqlLexer.PLUS, FeatureSqlLexer.MINUS -> {
        if (!endsOperand()) {
          prefixes++;
        }
      }
      case FeatureSqlLexer.LAMBDA -> lambdas++;
      case FeatureSqlLexer.COMMA -> {
        prefixes = 0;
        lambdas = 0;
      }
      default -> prefixes = 0;
    }
  }

  private boolean opensType() {
    return previousType == FeatureSqlLexer.ARRAY
        || previousType == FeatureSqlLexer.MAP
        || previousType == FeatureSqlLexer.STRUCT;
  }

  /** Whether a sign or NOT after the previous token stands between two operands. */
  private boolean endsOperand() {
    return switch (previousType) {
      case FeatureSqlLexer.IDENTIFIER,
          FeatureSqlLexer.DIGIT_IDENTIFIER,
          FeatureSqlLexer.BACK_QUOTED,
          FeatureSqlLexer.DOUBLE_QUOTED,
          FeatureSqlLexer.INTEGER_NUMBER,
          FeatureSqlLexer.DECIMAL_NUMBER,
          FeatureSqlLexer.DOUBLE_NUMBER,
          FeatureSqlLexer.STRING,
          FeatureSqlLexer.TRUE,
          FeatureSqlLexer.FALSE,
          FeatureSqlLexer.NULL,
          FeatureSqlLexer.END,
          FeatureSqlLexer.RIGHT_PARENTHESIS,
          FeatureSqlLexer.RIGHT_BRACKET ->
          true;
      // The words that can be names stand together in the grammar.
      default -> previousType >= FeatureSqlLexer.ARRAY && previousType <= FeatureSqlLexer.UNDEFINE;
    };
  }

  private void open(boolean angle) {
    int levels = 1 + prefixes + lambdas;
    open.push(new Open(angle, levels));
    depth += levels;
    prefixes = 0;
    lambdas = 0;
  }

  private void closeWithAngles() {
    // An angle that is still open here was a comparison with a column called ARRAY, MAP or STRUCT.
    while (!open.isEmpty() && open.peek().angle()) {
      close();
    }
    if (!open.isEmpty()) {
      close();
    }
  }

  private void close() {
    depth -= open.pop().levels();
    prefixes = 0;
    lambdas = 0;
  }
}
