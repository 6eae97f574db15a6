package dev.recency.expression;

import dev.recency.plan.typed.TypedExpression.Constant;
import dev.recency.plan.typed.TypedExpression.Like;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * LIKE: {@code %} is any run and {@code _} any one character, neither of them a line end; the
 * escape character takes the next one as it stands. NULL is an error.
 */
final class LikeCompiler {
  private LikeCompiler() {}

  static Condition compile(Like like, ExpressionCompiler compiler) {
    Evaluator value = compiler.evaluator(like.value());
    boolean negated = like.negated();
    if (like.pattern() instanceof Constant constant && constant.value() instanceof String text) {
      Pattern pattern = pattern(text, like.escape());
      return row -> pattern.matcher(string(value.evaluate(row))).matches() != negated;
    }
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
      if (escape.isPresent() && c == escape.get() && i + 1 < text.length()) {
        i++;
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

  /** Patterns that come from the data; the last one is kept. */
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
