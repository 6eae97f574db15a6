package dev.recency.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts in double quotes of Java code; texts that + joins are one. */
final class SourceLiterals {
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

  private SourceLiterals() {}

  static List<String> of(String code) {
    List<String> literals = new ArrayList<>();
    Matcher matcher = LITERAL.matcher(code);
    int end = 0;
    while (matcher.find()) {
      String text = matcher.group(1).replace("\\\\", "\\").replace("\\\"", "\"");
      boolean joined = code.substring(end, matcher.start()).strip().equals("+");
      if (joined && !literals.isEmpty()) {
        literals.set(literals.size() - 1, literals.get(literals.size() - 1) + text);
      } else {
        literals.add(text);
      }
      end = matcher.end();
    }
    return literals;
  }

  /** The arguments of each call of a method, as code; the name is followed by its parenthesis. */
  static List<String> arguments(String code, String call) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile("(?<![A-Za-z])" + Pattern.quote(call)).matcher(code);
    while (matcher.find()) {
      int depth = 1;
      boolean quoted = false;
      int i = matcher.end();
      for (; depth > 0; i++) {
        char c = code.charAt(i);
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = !quoted;
        } else if (!quoted) {
          depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
      }
      found.add(code.substring(matcher.end(), i));
    }
    return found;
  }

  /** Whether it is worded, and no name, symbol or pattern. */
  static boolean isSentence(String literal) {
    return literal.matches("(?s).*[a-z] [a-zA-Z].*");
  }

  /** What a sentence begins with: of its first clause the longest part without a placeholder. */
  static String beginning(String sentence) {
    String clause = sentence.split("(?<=[^.…])\\.(%s)? |: ", 2)[0];
    return Arrays.stream(clause.split("\\[?%[sd]\\]?"))
        .map(part -> part.strip().replaceAll("\\.$", ""))
        .max(Comparator.comparingInt(String::length))
        .orElseThrow();
  }
}
