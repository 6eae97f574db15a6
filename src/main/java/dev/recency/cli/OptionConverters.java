package dev.recency.cli;

import dev.recency.flink.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Texts of the command line to values; a text that is none is a usage error. */
final class OptionConverters {
  private OptionConverters() {}

  /** {@code TOPIC=FILE}. */
  static final class Input implements ITypeConverter<InputFile> {
    @Override
    public InputFile convert(String text) {
      return converted(text, InputFile::parse);
    }
  }

  /** {@code at-least-once} or {@code exactly-once}. */
  static final class Guarantee implements ITypeConverter<Delivery> {
    @Override
    public Delivery convert(String text) {
      return converted(text, Delivery::parse);
    }
  }

  /** {@code simulator}, {@code flink} or {@code ksqldb-reference}. */
  static final class OfEngine implements ITypeConverter<Engine> {
    @Override
    public Engine convert(String text) {
      return converted(text, Engine::parse);
    }
  }

  /** ISO 8601 in UTC, or milliseconds since 1970. */
  static final class PointInTime implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      return converted(text, PointInTime::parse);
    }

    private static Instant parse(String text) {
      try {
        return text.matches("-?[0-9]{1,18}")
            ? Instant.ofEpochMilli(Long.parseLong(text))
            : Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(
            "[" + text + "]: write 2024-05-01T12:00:00Z, or milliseconds since 1970", e);
      }
    }
  }

  /** A length of time: 200ms, 30s, 10m, 6h, 30d. */
  static final class Length implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");

    @Override
    public Duration convert(String text) {
      return converted(text, Length::parse);
    }

    private static Duration parse(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "[" + text + "]: write a number and its unit: 200ms, 30s, 10m, 6h or 30d");
      }
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        case "h" -> Duration.ofHours(number);
        default -> Duration.ofDays(number);
      };
    }
  }

  private static <T> T converted(String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
