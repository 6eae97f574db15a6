package dev.recency.sql.token;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.FeatureSqlLexer;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/**
 * The variables that DEFINE has set so far. {@code ${name}} stands for the variable's text wherever
 * a token can stand, and inside texts and quoted names; {@code $${name}} stands for {@code ${name}}
 * itself. Names do not depend on case.
 */
public final class Variables {

  private static final Pattern REFERENCE = Pattern.compile("(\\$?)\\$\\{([A-Za-z0-9_]+)}");

  private final Map<String, String> values = new HashMap<>();

  /** All bytes of replaced statements, so that few definitions cannot grow into a huge script. */
  private int replacedBytes;

  public void apply(Statement statement) {
    if (statement instanceof Statement.Define define) {
      values.put(key(define.name().text()), define.value());
    } else if (statement instanceof Statement.Undefine undefine) {
      values.remove(key(undefine.name().text()));
    }
  }

  public static boolean occurIn(Tokenizer.Tokens tokens) {
    for (Token token : tokens.tokens()) {
      if (canHold(token) && REFERENCE.matcher(token.getText()).find()) {
        return true;
      }
    }
    return false;
  }

  /** The statement's text with its variables replaced. */
  public SourceText replace(SourceText source, Tokenizer.Tokens tokens) {
    SourceText.Rewriting rewriting = source.rewriting();
    int done = tokens.tokens().get(0).getStartIndex();
    for (Token token : tokens.tokens()) {
      rewriting.copy(done, token.getStartIndex());
      done = token.getStopIndex() + 1;
      if (canHold(token)) {
        replace(source, token, rewriting);
      } else {
        rewriting.copy(token.getStartIndex(), done);
      }
      if (rewriting.length() > Limits.STATEMENT_BYTES) {
        throw Limits.statementTooLarge(source.locate(tokens.tokens().get(0).getStartIndex()));
      }
    }
    SourceText replaced = rewriting.finish();
    replacedBytes += Limits.utf8Length(replaced.text(), 0, replaced.text().length());
    if (replacedBytes > Limits.SCRIPT_BYTES) {
      throw Limits.scriptTooLarge(replaced.locate(0));
    }
    return replaced;
  }

  private void replace(SourceText source, Token token, SourceText.Rewriting rewriting) {
    int start = token.getStartIndex();
    Matcher matcher = REFERENCE.matcher(source.text()).region(start, token.getStopIndex() + 1);
    int done = start;
    while (matcher.find()) {
      rewriting.copy(done, matcher.start());
      if (matcher.group(1).isEmpty()) {
        rewriting.replace(matcher.start(), value(matcher.group(2), source, matcher.start()));
      } else {
        rewriting.copy(matcher.start() + 1, matcher.end());
      }
      done = matcher.end();
    }
    rewriting.copy(done, token.getStopIndex() + 1);
  }

  private String value(String name, SourceText source, int offset) {
    String value = values.get(key(name));
    if (value == null) {
      throw new SqlException(
          ErrorCode.SYNTAX,
          source.locate(offset),
          "The variable "
              + name
              + " is not defined. Write DEFINE "
              + name
              + " = '…'; before this statement, or $${"
              + name
              + "} for the characters themselves.");
    }
    return value;
  }

  private static boolean canHold(Token token) {
    return switch (token.getType()) {
      case FeatureSqlLexer.VARIABLE,
          FeatureSqlLexer.STRING,
          FeatureSqlLexer.BACK_QUOTED,
          FeatureSqlLexer.DOUBLE_QUOTED ->
          true;
      default -> false;
    };
  }

  private static String key(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
