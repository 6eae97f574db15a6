package dev.recency.plan.type;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts that stand for moments, as the dialect reads them: ISO 8601, where everything after the
 * year may be left out and the zone is UTC unless it is given.
 */
public final class TemporalText {
  private static final Pattern MOMENT =
      Pattern.compile(
          "(?<year>-?\\d{4,9})(-(?<month>\\d{1,2})(-(?<day>\\d{1,2}))?)?"
              + "([T ](?<time>\\d{1,2}(:\\d{1,2}(:\\d{1,2}([.,]\\d{1,9})?)?)?)?)?"
              + "(?<zone>Z|[+-]\\d{2}:?\\d{2})?");

  private TemporalText() {}

  /**
   * Milliseconds since the epoch.
   *
   * @throws DateTimeException if the text is no moment
   */
  public static long timestamp(String text) {
    Matcher matcher = match(text);
    LocalDateTime local = LocalDateTime.of(date(matcher), time(matcher.group("time")));
    String zone = matcher.group("zone");
    ZoneId id = zone == null ? ZoneOffset.UTC : ZoneOffset.of(offset(zone));
    return local.atZone(id).toInstant().toEpochMilli();
  }

  /**
   * Days since the epoch.
   *
   * @throws DateTimeException if the text is no date
   */
  public static int date(String text) {
    return (int) date(match(text)).toEpochDay();
  }

  /**
   * Milliseconds of the day.
   *
   * @throws DateTimeException if the text is no time of day
   */
  public static int timeOfDay(String text) {
    return (int) (time(text).toNanoOfDay() / 1_000_000);
  }

  private static Matcher match(String text) {
    Matcher matcher = MOMENT.matcher(text.trim());
    if (!matcher.matches()) {
      throw new DateTimeException("the text is no ISO 8601 date and time");
    }
    return matcher;
  }

  private static LocalDate date(Matcher matcher) {
    return LocalDate.of(
        Integer.parseInt(matcher.group("year")),
        part(matcher.group("month")),
        part(matcher.group("day")));
  }

  private static int part(@Nullable String digits) {
    return digits == null ? 1 : Integer.parseInt(digits);
  }

  private static LocalTime time(@Nullable String text) {
    if (text == null) {
      return LocalTime.MIDNIGHT;
    }
    String[] parts = text.replace(',', '.').split("[:.]", -1);
    try {
      int nanos = parts.length < 4 ? 0 : Integer.parseInt((parts[3] + "000000000").substring(0, 9));
      return LocalTime.of(
          Integer.parseInt(parts[0]),
          parts.length < 2 ? 0 : Integer.parseInt(parts[1]),
          parts.length < 3 ? 0 : Integer.parseInt(parts[2]),
          nanos);
    } catch (NumberFormatException e) {
      throw new DateTimeException("the text is no time of day", e);
    }
  }

  private static String offset(String zone) {
    boolean compact = zone.length() == 5;
    return compact ? zone.substring(0, 3) + ":" + zone.substring(3) : zone;
  }
}
