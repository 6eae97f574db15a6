package dev.recency.expression.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Making text from text. Positions count from 1, in UTF-16 code units. */
final class TextFunctions {
  private static final Pattern WORD = Pattern.compile("\\S+\\s*");
  private static final Pattern UTF16 = Pattern.compile("\\\\u+(?:\\+?([0-9a-fA-F]{4}))?");

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

  /** Space before the first word is dropped. */
  private static String capitalize(String text) {
    StringBuilder result = new StringBuilder(text.length());
    Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (words.find()) {
      String word = words.group();
      result.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word, 1, word.length());
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

  /**
   * A text that begins with a UTF-16 code unit written as {@code \}{@code u004b}, all such units
   * replaced; NULL for any other text.
   */
  private static @Nullable String unescaped(String text) {
    return text.length() >= 6 && text.startsWith("\\u")
        ? UTF16.matcher(text).replaceAll(unit -> quoted(unit.group(1)))
        : null;
  }

  private static String quoted(@Nullable String digits) {
    FunctionErrors.check(digits != null, "\\u needs four hexadecimal digits");
    char unit = (char) Integer.parseInt(Objects.requireNonNull(digits), 16);
    return Matcher.quoteReplacement(String.valueOf(unit));
  }

  private static @Nullable Object nth(@Nullable Object[] arguments) {
    return arguments[0] instanceof Integer n && n >= 1 && n < arguments.length
        ? arguments[n]
        : null;
  }
}
