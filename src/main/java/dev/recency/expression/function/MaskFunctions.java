package dev.recency.expression.function;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * MASK and its variants: upper-case letters, lower-case letters, digits and all else become one
 * character each. A NULL replacement leaves its class as it is.
 */
final class MaskFunctions {
  private MaskFunctions() {}

  /** Replacements by class; null keeps. */
  private record Mask(
      @Nullable Character upper,
      @Nullable Character lower,
      @Nullable Character digit,
      @Nullable Character other) {
    static final Mask DEFAULT = new Mask('X', 'x', 'n', '-');

    static Mask of(@Nullable Object[] arguments, int from) {
      return new Mask(
          replacement(arguments[from]),
          replacement(arguments[from + 1]),
          replacement(arguments[from + 2]),
          replacement(arguments[from + 3]));
    }

    private static @Nullable Character replacement(@Nullable Object argument) {
      if (argument == null) {
        return null;
      }
      String text = (String) argument;
      FunctionErrors.check(text.length() == 1, "A replacement is one character");
      return text.charAt(0);
    }

    String apply(String text) {
      StringBuilder masked = new StringBuilder(text.length());
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        Character replacement = replacement(c);
        masked.append(replacement == null ? c : replacement);
      }
      return masked.toString();
    }

    private @Nullable Character replacement(char c) {
      return switch (Character.getType(c)) {
        case Character.UPPERCASE_LETTER -> upper;
        case Character.LOWERCASE_LETTER -> lower;
        case Character.DECIMAL_DIGIT_NUMBER -> digit;
        default -> other;
      };
    }
  }

  /** Which part of a text is masked, given the number of characters. */
  @FunctionalInterface
  private interface Part {
    String mask(String text, int characters, UnaryOperator<String> mask);
  }

  static void register(Registry registry) {
    registry.one("MASK(STRING) -> STRING", (String text) -> Mask.DEFAULT.apply(text));
    registry.raw(
        "MASK(STRING, STRING, STRING, STRING, STRING) -> STRING",
        arguments ->
            arguments[0] instanceof String text ? Mask.of(arguments, 1).apply(text) : null);
    part(
        registry,
        "MASK_LEFT",
        (text, count, mask) -> mask.apply(text.substring(0, count)) + text.substring(count));
    part(
        registry,
        "MASK_RIGHT",
        (text, count, mask) -> {
          int start = text.length() - count;
          return text.substring(0, start) + mask.apply(text.substring(start));
        });
    part(
        registry,
        "MASK_KEEP_LEFT",
        (text, count, mask) -> text.substring(0, count) + mask.apply(text.substring(count)));
    part(
        registry,
        "MASK_KEEP_RIGHT",
        (text, count, mask) -> {
          int start = text.length() - count;
          return mask.apply(text.substring(0, start)) + text.substring(start);
        });
  }

  private static void part(Registry registry, String name, Part part) {
    registry.two(
        name + "(STRING, INTEGER) -> STRING",
        (String text, Integer count) -> part.mask(text, count(text, count), Mask.DEFAULT::apply));
    registry.raw(
        name + "(STRING, INTEGER, STRING, STRING, STRING, STRING) -> STRING",
        arguments ->
            arguments[0] instanceof String text && arguments[1] instanceof Integer count
                ? part.mask(text, count(text, count), Mask.of(arguments, 2)::apply)
                : null);
  }

  private static int count(String text, int count) {
    FunctionErrors.check(count >= 0, "The number of characters must not be negative");
    return Math.min(count, text.length());
  }
}
