package dev.recency.sql.syntax;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.FeatureSqlParser;
import dev.recency.sql.SqlException;
import dev.recency.sql.build.ExpressionBuilder;
import dev.recency.sql.build.StatementBuilder;
import dev.recency.sql.build.TestStatementBuilder;
import dev.recency.sql.token.Limits;
import dev.recency.sql.token.SourceText;
import dev.recency.sql.token.Tokenizer;
import dev.recency.sql.token.Tokenizer.Tokens;
import dev.recency.sql.token.Variables;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Statement;
import dev.recency.sql.tree.TestStatement;
import java.util.function.Function;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.atn.PredictionMode;

/** Runs the generated parser over the tokens of one statement and builds its tree. */
public final class StatementParser {

  private StatementParser() {}

  public static Statement statement(SourceText source, Tokens tokens, Variables variables) {
    if (Variables.occurIn(tokens)) {
      SourceText replaced = variables.replace(source, tokens);
      return statement(replaced, onlyOne(replaced, "statement"));
    }
    return statement(source, tokens);
  }

  private static Statement statement(SourceText source, Tokens tokens) {
    FirstWord.check(source, tokens.tokens());
    return parse(
        source,
        tokens,
        parser -> new StatementBuilder(source).build(parser.singleStatement().statement()));
  }

  /** A statement of a test. */
  public static TestStatement testStatement(SourceText source, Tokens tokens, Variables variables) {
    if (Variables.occurIn(tokens)) {
      SourceText replaced = variables.replace(source, tokens);
      return testStatement(replaced, onlyOne(replaced, "statement"));
    }
    return testStatement(source, tokens);
  }

  private static TestStatement testStatement(SourceText source, Tokens tokens) {
    FirstWord.checkTest(source, tokens.tokens());
    return parse(
        source,
        tokens,
        parser ->
            new TestStatementBuilder(source).build(parser.singleTestStatement().testStatement()));
  }

  public static Expression expression(SourceText source, Tokens tokens) {
    if (Variables.occurIn(tokens)) {
      SourceText replaced = new Variables().replace(source, tokens);
      return parseExpression(replaced, onlyOne(replaced, "expression"));
    }
    return parseExpression(source, tokens);
  }

  private static Expression parseExpression(SourceText source, Tokens tokens) {
    return parse(
        source,
        tokens,
        parser -> new ExpressionBuilder(source).build(parser.singleExpression().expression()));
  }

  private static <T> T parse(
      SourceText source, Tokens tokens, Function<FeatureSqlParser, T> parseAndBuild) {
    FeatureSqlParser parser =
        new FeatureSqlParser(new CommonTokenStream(new ListTokenSource(tokens.tokens())));
    parser.removeErrorListeners();
    parser.setErrorHandler(new SyntaxErrors(source, tokens.tokens()));
    // The grammar needs no more than SLL, which is the only mode that never looks at the callers.
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    try {
      return parseAndBuild.apply(parser);
    } catch (StackOverflowError e) {
      // Within the limits only a thread with an unusually small stack comes here.
      throw Limits.nestedTooDeeply(source.locate(tokens.tokens().get(0).getStartIndex()));
    }
  }

  /** The tokens of a text that holds a single statement or expression. */
  public static Tokens onlyOne(SourceText source, String wanted) {
    Tokenizer tokenizer = new Tokenizer(source);
    Tokens tokens = tokenizer.next();
    if (tokens.isEmpty()) {
      throw new SqlException(
          ErrorCode.SYNTAX, source.locate(0), "There is no " + wanted + " in this text.");
    }
    Tokens rest = tokenizer.next();
    if (!rest.isEmpty()) {
      throw new SqlException(
          ErrorCode.SYNTAX,
          source.locate(rest.tokens().get(0).getStartIndex()),
          "Only one " + wanted + " can stand here. Remove what follows the semicolon.");
    }
    return tokens;
  }

  public static SqlException missingSemicolon(SourceText source, Tokens tokens) {
    return new SqlException(
        ErrorCode.SYNTAX,
        source.locate(tokens.end().getStartIndex()),
        "The statement has no end. Write ; after it.");
  }
}
