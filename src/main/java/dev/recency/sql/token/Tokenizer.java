package dev.recency.sql.token;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.FeatureSqlLexer;
import dev.recency.sql.FeatureSqlParser;
import dev.recency.sql.SqlException;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.WritableToken;

/**
 * Cuts a text into statements of tokens and checks the limits while doing so, so that nothing is
 * read beyond the first excess.
 */
public final class Tokenizer {

  /**
   * The tokens of one statement.
   *
   * @param tokens without the semicolon; the last one is EOF, placed where the statement ends
   * @param terminated whether a semicolon stood there
   */
  public record Tokens(List<Token> tokens, boolean terminated) {

    public Tokens {
      tokens = List.copyOf(tokens);
    }

    public Token end() {
      return tokens.get(tokens.size() - 1);
    }

    public boolean isEmpty() {
      return tokens.size() == 1;
    }
  }

  /** What is said about a text that ends in a backslash and goes on. */
  public static final String BACKSLASH =
      "The text ends at the quote behind the backslash, which escapes nothing. A quote inside a"
          + " text is written twice: ''.";

  private final SourceText source;
  private final FeatureSqlLexer lexer;

  /** Behind the last token, comments not counted. */
  private int lastOffset;

  private int statementBytes;

  /** Lines {@code --@…} since they were last taken; in scripts nobody takes them. */
  private final List<Token> directives = new ArrayList<>();

  public Tokenizer(SourceText source) {
    this.source = source;
    this.lexer = new FeatureSqlLexer(new TextStream(source.text()));
    lexer.removeErrorListeners();
  }

  /** The next statement; an empty one at the end of the text. Stray semicolons are skipped. */
  public Tokens next() {
    List<Token> tokens = new ArrayList<>();
    Nesting nesting = new Nesting();
    statementBytes = 0;
    while (true) {
      Token token = lexer.nextToken();
      if (token.getType() == FeatureSqlLexer.DIRECTIVE) {
        directives.add(token);
        continue;
      }
      if (token.getType() == Token.EOF) {
        return end(tokens, lastOffset, false);
      }
      int from = tokens.isEmpty() ? token.getStartIndex() : lastOffset;
      lastOffset = token.getStopIndex() + 1;
      if (token.getType() == FeatureSqlLexer.SEMICOLON) {
        if (!tokens.isEmpty()) {
          return end(tokens, token.getStartIndex(), true);
        }
        continue;
      }
      refuseUnfinished(tokens, token);
      if (nesting.exceededBy(token)) {
        throw Limits.nestedTooDeeply(source.locate(token.getStartIndex()));
      }
      markLiteral(tokens, token);
      tokens.add(token);
      checkSize(tokens.get(0).getStartIndex(), from);
    }
  }

  /**
   * The lines {@code --@…} read so far and not yet taken: those before and inside the statement that
   * {@link #next} has given last.
   */
  public List<Token> takeDirectives() {
    List<Token> taken = List.copyOf(directives);
    directives.clear();
    return taken;
  }

  private static Tokens end(List<Token> tokens, int offset, boolean terminated) {
    CommonToken end = new CommonToken(Token.EOF, "");
    end.setStartIndex(offset);
    end.setStopIndex(offset - 1);
    tokens.add(end);
    return new Tokens(tokens, terminated);
  }

  /** Decides on the spot what would cost the parser a search for the closing bracket. */
  private static void markLiteral(List<Token> tokens, Token next) {
    if (tokens.isEmpty()) {
      return;
    }
    WritableToken previous = (WritableToken) tokens.get(tokens.size() - 1);
    boolean bracket = next.getType() == FeatureSqlLexer.LEFT_BRACKET;
    boolean parenthesis = next.getType() == FeatureSqlLexer.LEFT_PARENTHESIS;
    if (bracket && previous.getType() == FeatureSqlLexer.ARRAY) {
      previous.setType(FeatureSqlParser.ARRAY_LITERAL);
    } else if (parenthesis && previous.getType() == FeatureSqlLexer.MAP) {
      previous.setType(FeatureSqlParser.MAP_LITERAL);
    } else if (parenthesis && previous.getType() == FeatureSqlLexer.STRUCT) {
      previous.setType(FeatureSqlParser.STRUCT_LITERAL);
    }
  }

  private void checkSize(int start, int from) {
    statementBytes += Limits.utf8Length(source.text(), from, lastOffset);
    if (statementBytes > Limits.STATEMENT_BYTES) {
      throw Limits.statementTooLarge(source.locate(start));
    }
  }

  private void refuseUnfinished(List<Token> before, Token token) {
    if (token.getType() == FeatureSqlLexer.UNTERMINATED_STRING) {
      before.stream()
          .filter(t -> t.getType() == FeatureSqlLexer.STRING && t.getText().endsWith("\\'"))
          .findFirst()
          .ifPresent(
              t -> {
                throw new SqlException(
                    ErrorCode.SYNTAX, source.locate(t.getStartIndex()), BACKSLASH);
              });
    }
    String what =
        switch (token.getType()) {
          case FeatureSqlLexer.UNTERMINATED_STRING ->
              "This text has no closing quote. Close it with '; a quote inside it is written twice.";
          case FeatureSqlLexer.UNTERMINATED_NAME ->
              unfinishedName(token.getStartIndex(), token.getText());
          case FeatureSqlLexer.UNTERMINATED_COMMENT -> "This comment has no end. Close it with */.";
          default -> "";
        };
    if (!what.isEmpty()) {
      throw new SqlException(ErrorCode.SYNTAX, source.locate(token.getStartIndex()), what);
    }
  }

  private String unfinishedName(int start, String quote) {
    if (source.text().startsWith(quote, start + 1)) {
      return "A name needs at least one character between its quotes.";
    }
    return "This name has no closing "
        + quote
        + " on its line. Close it; a "
        + quote
        + " inside it is written twice.";
  }
}
