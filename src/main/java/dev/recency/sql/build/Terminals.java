package dev.recency.sql.build;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.FeatureSqlLexer;
import dev.recency.sql.FeatureSqlParser;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import dev.recency.sql.token.SourceText;
import dev.recency.sql.tree.DurationNode;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Literal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Names, texts, numbers and lengths of time: the parts of the tree that are single words. */
final class Terminals {

  private final SourceText source;

  Terminals(SourceText source) {
    this.source = source;
  }

  Location location(ParserRuleContext context) {
    return location(context.getStart());
  }

  Location location(Token token) {
    return source.locate(token.getStartIndex());
  }

  SqlException error(ParserRuleContext context, String what) {
    return new SqlException(ErrorCode.SYNTAX, location(context), what);
  }

  /** A name or column name. */
  Identifier identifier(ParserRuleContext context) {
    Token token = context.getStart();
    String text = token.getText();
    return switch (token.getType()) {
      case FeatureSqlLexer.BACK_QUOTED -> new Identifier(unquote(text), true, location(token));
      case FeatureSqlLexer.DOUBLE_QUOTED -> new Identifier(unquote(text), true, location(token));
      default -> new Identifier(text.toUpperCase(Locale.ROOT), false, location(token));
    };
  }

  Optional<Identifier> optionalIdentifier(@Nullable ParserRuleContext context) {
    return context == null ? Optional.empty() : Optional.of(identifier(context));
  }

  List<Identifier> identifiers(List<? extends ParserRuleContext> contexts) {
    return contexts.stream().map(this::identifier).toList();
  }

  String text(TerminalNode string) {
    return text(string.getSymbol());
  }

  String text(Token string) {
    return unquote(string.getText());
  }

  private static String unquote(String quoted) {
    String quote = quoted.substring(0, 1);
    return quoted.substring(1, quoted.length() - 1).replace(quote + quote, quote);
  }

  /** A number with the sign written directly before it. */
  Literal number(FeatureSqlParser.NumberContext context, boolean negative, Location location) {
    String digits = (negative ? "-" : "") + context.getText();
    return switch (context.getStart().getType()) {
      case FeatureSqlLexer.INTEGER_NUMBER -> wholeNumber(context, digits, location);
      case FeatureSqlLexer.DECIMAL_NUMBER ->
          new Literal.DecimalLiteral(new BigDecimal(digits), location);
      default -> {
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
          throw error(
              context, "The number " + digits + " is too large. The largest is about 1.8E308.");
        }
        yield new Literal.DoubleLiteral(value, location);
      }
    };
  }

  private Literal wholeNumber(ParserRuleContext context, String digits, Location location) {
    long value = longNumber(context, digits);
    return value == (int) value
        ? new Literal.IntegerLiteral((int) value, location)
        : new Literal.LongLiteral(value, location);
  }

  private long longNumber(ParserRuleContext context, String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw error(
          context,
          "The number "
              + shortened(digits)
              + " does not fit 64 bits. Write it with a point as a DECIMAL: "
              + shortened(digits)
              + ".0.");
    }
  }

  private static String shortened(String digits) {
    return digits.length() <= 40 ? digits : digits.substring(0, 40) + "…";
  }

  long positive(Token integer) {
    try {
      return Long.parseLong(integer.getText());
    } catch (NumberFormatException e) {
      throw new SqlException(
          ErrorCode.SYNTAX,
          location(integer),
          "The number " + shortened(integer.getText()) + " is too large. Write a smaller one.");
    }
  }

  DurationNode duration(FeatureSqlParser.DurationContext context) {
    boolean negative = context.sign != null && context.sign.getType() == FeatureSqlLexer.MINUS;
    if (context.number().INTEGER_NUMBER() == null) {
      throw error(
          context,
          "A length of time is a whole number. Write a smaller unit, 90 SECONDS for 1.5 MINUTES.");
    }
    String digits = (negative ? "-" : "") + context.number().getText();
    return new DurationNode(
        longNumber(context, digits), unit(context.timeUnit().getStart()), location(context));
  }

  Optional<DurationNode> optionalDuration(FeatureSqlParser.@Nullable DurationContext context) {
    return context == null ? Optional.empty() : Optional.of(duration(context));
  }

  TimeUnit unit(Token token) {
    String word = token.getText().toUpperCase(Locale.ROOT);
    return TimeUnit.valueOf(word.endsWith("S") ? word : word + "S");
  }
}
