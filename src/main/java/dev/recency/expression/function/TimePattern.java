package dev.recency.expression.function;

import java.text.ParsePosition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * A pattern of {@code java.time}, English, case-insensitive when reading. What the pattern leaves
 * out is that of 1970-01-01T00:00 UTC.
 */
final class TimePattern {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final String pattern;
  private final DateTimeFormatter formatter;

  TimePattern(String pattern) {
    this.pattern = pattern;
    this.formatter =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(pattern)
            .toFormatter(Locale.ENGLISH);
  }

  String pattern() {
    return pattern;
  }

  String formatTimestamp(long epochMillis, ZoneId zone) {
    return formatter.format(Instant.ofEpochMilli(epochMillis).atZone(zone));
  }

  String formatDate(int epochDays) {
    return formatter.format(LocalDate.ofEpochDay(epochDays));
  }

  String formatTime(int millisOfDay) {
    return formatter.format(LocalTime.ofNanoOfDay(millisOfDay * NANOS_PER_MILLI));
  }

  /** A zone in the text counts before the given one. */
  long parseTimestamp(String text, ZoneId zone) {
    TemporalAccessor parsed = formatter.parse(text);
    ZoneId written = parsed.query(TemporalQueries.zone());
    return date(parsed)
        .atTime(time(parsed))
        .atZone(written == null ? zone : written)
        .toInstant()
        .toEpochMilli();
  }

  /**
   * The date that the text begins with; what follows it does not matter. A day behind the end of
   * its month is one of the next month. A time of day other than midnight is refused.
   */
  int parseDate(String text) {
    TemporalAccessor parsed =
        formatter.withResolverStyle(ResolverStyle.LENIENT).parse(text, new ParsePosition(0));
    FunctionErrors.check(
        time(parsed).equals(LocalTime.MIDNIGHT), "The text has a time of day, which no DATE has");
    return Math.toIntExact(date(parsed).toEpochDay());
  }

  /** As {@link #parseDate}, but the pattern has to give a whole date. */
  int parseWholeDate(String text) {
    return Math.toIntExact(LocalDate.parse(text, formatter).toEpochDay());
  }

  /** The pattern has to give a whole time of day and no part of a date. */
  int parseTime(String text) {
    TemporalAccessor parsed = formatter.parse(text);
    for (ChronoField field : ChronoField.values()) {
      FunctionErrors.check(
          !field.isDateBased() || !parsed.isSupported(field),
          "The pattern has a part of a date, which no TIME has");
    }
    return (int) (LocalTime.from(parsed).toNanoOfDay() / NANOS_PER_MILLI);
  }

  private static LocalDate date(TemporalAccessor parsed) {
    LocalDate whole = parsed.query(TemporalQueries.localDate());
    if (whole != null) {
      return whole;
    }
    LocalDate date = LocalDate.EPOCH;
    for (ChronoField field : ChronoField.values()) {
      if (field.isDateBased() && parsed.isSupported(field)) {
        date = date.with(field, parsed.getLong(field));
      }
    }
    return date;
  }

  private static LocalTime time(TemporalAccessor parsed) {
    LocalTime whole = parsed.query(TemporalQueries.localTime());
    if (whole != null) {
      return whole;
    }
    LocalTime time = LocalTime.MIDNIGHT;
    for (ChronoField field : ChronoField.values()) {
      if (field.isTimeBased() && parsed.isSupported(field)) {
        time = time.with(field, parsed.getLong(field));
      }
    }
    return time;
  }
}
