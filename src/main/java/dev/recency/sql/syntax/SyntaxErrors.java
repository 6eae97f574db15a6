package dev.recency.sql.syntax;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.SqlException;
import dev.recency.sql.token.SourceText;
import java.util.List;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns the first syntax error into a {@link SqlException}; nothing is recovered.
 *
 * <p>The parser only knows what it expected at the point where it gave up. Optional parts that it
 * had already left out are expected as well, so the place where the current token was first looked
 * at is remembered, and everything that could stand from there on is listed.
 */
final class SyntaxErrors extends DefaultErrorStrategy {

  private final SourceText source;
  private final List<Token> tokens;

  private int firstSeenIndex = -1;
  private @Nullable ATNState firstSeenState;
  private @Nullable ParserRuleContext firstSeenContext;

  SyntaxErrors(SourceText source, List<Token> tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  @Override
  public void sync(Parser parser) {
    ATNState state = parser.getInterpreter().atn.states.get(parser.getState());
    IntervalSet next = parser.getATN().nextTokens(state);
    if (next.contains(parser.getInputStream().LA(1))) {
      return;
    }
    int index = parser.getInputStream().index();
    if (firstSeenIndex != index) {
      firstSeenIndex = index;
      firstSeenState = state;
      firstSeenContext = parser.getContext();
    }
    if (!next.contains(Token.EPSILON) && isDecision(state)) {
      throw new InputMismatchException(parser);
    }
  }

  private static boolean isDecision(ATNState state) {
    return switch (state.getStateType()) {
      case ATNState.BLOCK_START,
          ATNState.STAR_BLOCK_START,
          ATNState.PLUS_BLOCK_START,
          ATNState.STAR_LOOP_ENTRY,
          ATNState.STAR_LOOP_BACK,
          ATNState.PLUS_LOOP_BACK ->
          true;
      default -> false;
    };
  }

  @Override
  public Token recoverInline(Parser parser) {
    throw new InputMismatchException(parser);
  }

  @Override
  public void reportError(Parser parser, RecognitionException error) {
    Token from =
        error instanceof NoViableAltException noViable
            ? noViable.getStartToken()
            : error.getOffendingToken();
    throw located(parser, error, from.getTokenIndex());
  }

  @Override
  public void recover(Parser parser, RecognitionException error) {
    throw new IllegalStateException("an error has already been thrown", error);
  }

  private SqlException located(Parser parser, RecognitionException error, int from) {
    ATN atn = parser.getATN();
    ATNState state = atn.states.get(error.getOffendingState());
    ParserRuleContext context = (ParserRuleContext) error.getCtx();
    if (firstSeenIndex == from && firstSeenState != null && firstSeenContext != null) {
      state = firstSeenState;
      context = firstSeenContext;
    }
    Expectations expectations = new Expectations(atn, tokens);
    Expectations.Result result = expectations.furthest(state, context, from);
    SyntaxHints.Hint hint = SyntaxHints.explain(tokens, result.index(), result.expected());
    int offset = tokens.get(hint.index()).getStartIndex();
    return new SqlException(ErrorCode.SYNTAX, source.locate(offset), hint.what());
  }
}
