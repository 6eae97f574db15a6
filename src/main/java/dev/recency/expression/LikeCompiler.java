package dev.recency.expression;

import dev.recency.expression.ErrorListener.Kind;
import dev.recency.plan.typed.TypedExpression.Like;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * LIKE: {@code %} is any run and {@code _} any one character, neither of them a line end; the
 * escape character takes the next one as it stands. NULL is an error, and so is a pattern that ends
 * with the escape character.
 */
final class LikeCompiler {
  private LikeCompiler() {}

  static Condition compile(Like like, ExpressionCompiler compiler) {
    Evaluator value = compiler.evaluator(like.value());
    boolean negated = like.negated();
    Evaluator pattern = compiler.evaluator(like.pattern());
    Patterns patterns = new Patterns(like.escape());
    return row ->
        patterns.of(string(pattern.evaluate(row))).matcher(string(value.evaluate(row))).matches()
            != negated;
  }

  private static String string(@Nullable Object value) {
    if (value == null) {
      throw EvaluationException.nullOperand("LIKE");
    }
    return (String) value;
  }

  private static Pattern pattern(String text, Optional<Character> escape) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (escape.isPresent() && c == escape.get()) {
        i++;
        if (i == text.length()) {
          throw new EvaluationException(Kind.FUNCTION, "The LIKE pattern ends with its ESCAPE");
        }
        regex.append(Pattern.quote(String.valueOf(text.charAt(i))));
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }

  /** The last pattern is kept. */
  private static final class Patterns {
    private final Optional<Character> escape;
    private String text = "";
    private Pattern pattern = Pattern.compile("");

    Patterns(Optional<Character> escape) {
      this.escape = escape;
    }

    Pattern of(String wanted) {
      if (!wanted.equals(text)) {
        pattern = pattern(wanted, escape);
        text = wanted;
      }
      return pattern;
    }
  }
}
