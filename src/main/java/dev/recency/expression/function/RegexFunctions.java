package dev.recency.expression.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Regular expressions in Java's syntax; the last pattern of each call is kept compiled. */
final class RegexFunctions {
  private RegexFunctions() {}

  /** One compiled pattern, replaced when another one is asked for. */
  private static final class LastPattern {
    private @Nullable Pattern pattern;

    Matcher matcher(String regex, String text) {
      Pattern last = pattern;
      if (last == null || !last.pattern().equals(regex)) {
        last = Pattern.compile(regex);
        pattern = last;
      }
      return last.matcher(text);
    }
  }

  static void register(Registry registry) {
    for (String form : new String[] {"(STRING, STRING)", "(STRING, STRING, INTEGER)"}) {
      registry.site(
          "REGEXP_EXTRACT" + form + " -> STRING",
          site -> {
            LastPattern patterns = new LastPattern();
            return arguments -> extract(arguments, patterns);
          });
      registry.site(
          "REGEXP_EXTRACT_ALL" + form + " -> ARRAY<STRING>",
          site -> {
            LastPattern patterns = new LastPattern();
            return arguments -> extractAll(arguments, patterns);
          });
    }
    registry.site(
        "REGEXP_REPLACE(STRING, STRING, STRING) -> STRING",
        site -> {
          LastPattern patterns = new LastPattern();
          return arguments ->
              arguments[0] instanceof String text
                      && arguments[1] instanceof String regex
                      && arguments[2] instanceof String replacement
                  ? patterns.matcher(regex, text).replaceAll(replacement)
                  : null;
        });
    registry.site(
        "REGEXP_SPLIT_TO_ARRAY(STRING, STRING) -> ARRAY<STRING>",
        site -> {
          LastPattern patterns = new LastPattern();
          return arguments ->
              arguments[0] instanceof String text && arguments[1] instanceof String regex
                  ? split(text, patterns.matcher(regex, text), regex)
                  : null;
        });
  }

  private static @Nullable Object extract(@Nullable Object[] arguments, LastPattern patterns) {
    Matcher matcher = matcher(arguments, patterns);
    int group = group(arguments);
    return matcher == null || group > matcher.groupCount() || group < 0 || !matcher.find()
        ? null
        : matcher.group(group);
  }

  private static @Nullable Object extractAll(@Nullable Object[] arguments, LastPattern patterns) {
    Matcher matcher = matcher(arguments, patterns);
    int group = group(arguments);
    if (matcher == null || group > matcher.groupCount() || group < 0) {
      return null;
    }
    List<@Nullable String> groups = new ArrayList<>();
    while (matcher.find()) {
      groups.add(matcher.group(group));
    }
    return Collections.unmodifiableList(groups);
  }

  /** Null if an argument is. */
  private static @Nullable Matcher matcher(@Nullable Object[] arguments, LastPattern patterns) {
    boolean present =
        arguments[0] != null
            && arguments[1] != null
            && (arguments.length < 3 || arguments[2] != null);
    return present && arguments[0] instanceof String regex && arguments[1] instanceof String text
        ? patterns.matcher(regex, text)
        : null;
  }

  private static int group(@Nullable Object[] arguments) {
    return arguments.length > 2 && arguments[2] instanceof Integer group ? group : 0;
  }

  /** A pattern that matches nothing at all splits between all characters. */
  private static List<String> split(String text, Matcher matcher, String regex) {
    if (Pattern.matches(regex, "")) {
      return List.of(matcher.pattern().split(text));
    }
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (matcher.find()) {
      parts.add(text.substring(start, matcher.start()));
      start = matcher.end();
    }
    parts.add(text.substring(start));
    return Collections.unmodifiableList(parts);
  }
}
