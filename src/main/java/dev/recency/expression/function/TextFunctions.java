package dev.recency.expression.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Making text from text. Positions count from 1, in UTF-16 code units. */
final class TextFunctions {
  private TextFunctions() {}

  static void register(Registry registry) {
    registry.one("UCASE(STRING) -> STRING", (String text) -> text.toUpperCase(Locale.ROOT));
    registry.one("LCASE(STRING) -> STRING", (String text) -> text.toLowerCase(Locale.ROOT));
    registry.one("TRIM(STRING) -> STRING", (String text) -> text.trim());
    registry.one("INITCAP(STRING) -> STRING", TextFunctions::capitalize);
    registry.one("LEN(STRING) -> INTEGER", (String text) -> text.length());
    registry.two(
        "SUBSTRING(STRING, INTEGER) -> STRING",
        (String text, Integer position) -> text.substring(start(text.length(), position)));
    registry.three(
        "SUBSTRING(STRING, INTEGER, INTEGER) -> STRING",
        (String text, Integer position, Integer length) -> {
          int start = start(text.length(), position);
          return text.substring(start, end(text.length(), start, length));
        });
    registry.raw("CONCAT(STRING...) -> STRING", arguments -> join("", arguments, 0));
    registry.raw(
        "CONCAT_WS(STRING, STRING...) -> STRING",
        arguments -> arguments[0] == null ? null : join((String) arguments[0], arguments, 1));
    registry.three(
        "REPLACE(STRING, STRING, STRING) -> STRING",
        (String text, String target, String replacement) -> text.replace(target, replacement));
    registry.one("CHR(INTEGER) -> STRING", (Integer codePoint) -> character(codePoint));
    registry.one("CHR(STRING) -> STRING", (String escapes) -> unescaped(escapes));
    registry.raw("ELT(INTEGER, STRING...) -> STRING", TextFunctions::nth);
  }

  /** Index of a position that may be negative (from the end) or outside. */
  static int start(int length, int position) {
    return position < 0
        ? (int) Math.max((long) length + position, 0)
        : Math.max(Math.min(position - 1, length), 0);
  }

  static int end(int length, int start, int count) {
    return (int) Math.max(Math.min((long) start + count, length), start);
  }

  private static String capitalize(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean first = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      result.append(first ? Character.toTitleCase(c) : Character.toLowerCase(c));
      first = Character.isWhitespace(c);
    }
    return result.toString();
  }

  private static String join(String separator, @Nullable Object[] parts, int from) {
    List<String> present = new ArrayList<>();
    for (int i = from; i < parts.length; i++) {
      if (parts[i] instanceof String part) {
        present.add(part);
      }
    }
    return String.join(separator, present);
  }

  private static @Nullable String character(int codePoint) {
    return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : null;
  }

  /** UTF-16 code units as {@code \}{@code u004b}; NULL for any other text. */
  private static @Nullable String unescaped(String escapes) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < escapes.length(); i += 6) {
      if (!escapes.startsWith("\\u", i) || i + 6 > escapes.length()) {
        return null;
      }
      try {
        result.append((char) Integer.parseInt(escapes.substring(i + 2, i + 6), 16));
      } catch (NumberFormatException e) {
        return null;
      }
    }
    return result.isEmpty() ? null : result.toString();
  }

  private static @Nullable Object nth(@Nullable Object[] arguments) {
    return arguments[0] instanceof Integer n && n >= 1 && n < arguments.length
        ? arguments[n]
        : null;
  }
}
