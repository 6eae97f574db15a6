package dev.recency.format;

import dev.recency.plan.TimestampColumn;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * TIMESTAMP_FORMAT: a {@code java.time} pattern. What it leaves out is filled in: UTC, midnight,
 * the first of January, 1970. Digits below a millisecond are cut off.
 */
public final class TimestampPattern {
  /** Answered for text that is no time. */
  public static final long NONE = -1;

  private static final LocalDate EPOCH = LocalDate.EPOCH;

  private final String pattern;
  private final DateTimeFormatter formatter;

  private TimestampPattern(String pattern) {
    this.pattern = pattern;
    this.formatter =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(pattern)
            .toFormatter(Locale.ROOT);
  }

  /**
   * The pattern of a STRING column.
   *
   * @throws IllegalArgumentException if it has none, or it is no {@code java.time} pattern
   */
  public static TimestampPattern of(TimestampColumn column) {
    return new TimestampPattern(
        column
            .pattern()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "TIMESTAMP column [" + column.column() + "] needs a TIMESTAMP_FORMAT")));
  }

  /** Milliseconds since the epoch; {@link #NONE} or another negative number if it is no time. */
  public long parse(String text) {
    try {
      TemporalAccessor parsed = formatter.parse(text);
      LocalTime time = parsed.query(TemporalQueries.localTime());
      ZoneId zone = parsed.query(TemporalQueries.zone());
      return date(parsed)
          .atTime(time == null ? LocalTime.MIDNIGHT : time)
          .atZone(zone == null ? ZoneOffset.UTC : zone)
          .toInstant()
          .toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      return NONE;
    }
  }

  private static LocalDate date(TemporalAccessor parsed) {
    @Nullable LocalDate date = parsed.query(TemporalQueries.localDate());
    if (date != null) {
      return date;
    }
    int year = get(parsed, ChronoField.YEAR, get(parsed, ChronoField.YEAR_OF_ERA, 1970));
    return EPOCH
        .withYear(year)
        .withMonth(get(parsed, ChronoField.MONTH_OF_YEAR, 1))
        .withDayOfMonth(get(parsed, ChronoField.DAY_OF_MONTH, 1));
  }

  private static int get(TemporalAccessor parsed, ChronoField field, int missing) {
    return parsed.isSupported(field) ? parsed.get(field) : missing;
  }

  @Override
  public String toString() {
    return pattern;
  }
}
