package dev.recency.expression.function;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Moments to text and back by patterns; the last pattern of each call is kept. */
final class FormatFunctions {
  private FormatFunctions() {}

  /** The pattern last used at one place. */
  private static final class LastPattern {
    private @Nullable TimePattern pattern;

    TimePattern of(String wanted) {
      TimePattern last = pattern;
      if (last == null || !last.pattern().equals(wanted)) {
        last = new TimePattern(wanted);
        pattern = last;
      }
      return last;
    }
  }

  /** Uses a pattern and a zone. */
  @FunctionalInterface
  private interface Zoned<V> {
    Object apply(TimePattern pattern, V value, ZoneId zone);
  }

  static void register(Registry registry) {
    Zoned<Long> format = TimePattern::formatTimestamp;
    zoned(registry, "FORMAT_TIMESTAMP(TIMESTAMP, STRING%s) -> STRING", format);
    zoned(registry, "TIMESTAMPTOSTRING(BIGINT, STRING%s) -> STRING", format);
    Zoned<String> parse = TimePattern::parseTimestamp;
    zoned(registry, "PARSE_TIMESTAMP(STRING, STRING%s) -> TIMESTAMP", parse);
    zoned(registry, "STRINGTOTIMESTAMP(STRING, STRING%s) -> BIGINT", parse);
    BiFunction<TimePattern, Integer, Object> formatDate = TimePattern::formatDate;
    plain(registry, "FORMAT_DATE(DATE, STRING) -> STRING", formatDate);
    plain(registry, "DATETOSTRING(INTEGER, STRING) -> STRING", formatDate);
    BiFunction<TimePattern, String, Object> parseDate = TimePattern::parseDate;
    plain(registry, "PARSE_DATE(STRING, STRING) -> DATE", parseDate);
    BiFunction<TimePattern, String, Object> parseWholeDate = TimePattern::parseWholeDate;
    plain(registry, "STRINGTODATE(STRING, STRING) -> INTEGER", parseWholeDate);
    BiFunction<TimePattern, Integer, Object> formatTime = TimePattern::formatTime;
    plain(registry, "FORMAT_TIME(TIME, STRING) -> STRING", formatTime);
    BiFunction<TimePattern, String, Object> parseTime = TimePattern::parseTime;
    plain(registry, "PARSE_TIME(STRING, STRING) -> TIME", parseTime);
  }

  @SuppressWarnings("unchecked")
  private static <V> void plain(
      Registry registry, String signature, BiFunction<TimePattern, V, Object> function) {
    registry.site(
        signature,
        site -> {
          LastPattern patterns = new LastPattern();
          return arguments -> {
            Object value = arguments[0];
            return value == null || !(arguments[1] instanceof String pattern)
                ? null
                : function.apply(patterns.of(pattern), (V) value);
          };
        });
  }

  /** Registers the form without a zone, which is UTC, and the one with it. */
  @SuppressWarnings("unchecked")
  private static <V> void zoned(Registry registry, String signature, Zoned<V> function) {
    plain(
        registry,
        signature.replace("%s", ""),
        (TimePattern pattern, V value) -> function.apply(pattern, value, ZoneOffset.UTC));
    registry.site(
        signature.replace("%s", ", STRING"),
        site -> {
          LastPattern patterns = new LastPattern();
          return arguments -> {
            Object value = arguments[0];
            return value != null
                    && arguments[1] instanceof String pattern
                    && arguments[2] instanceof String zone
                ? function.apply(patterns.of(pattern), (V) value, ZoneId.of(zone))
                : null;
          };
        });
  }
}
