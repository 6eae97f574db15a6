package dev.recency.expression.function;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Adding and subtracting intervals. A TIME goes round at midnight, a DATE drops parts of days (towards
 * 1970-01-01). */
final class TimeArithmeticFunctions {
  private static final long MILLIS_PER_DAY = 86_400_000L;

  private TimeArithmeticFunctions() {}

  static void register(Registry registry) {
    add(registry, "TIMESTAMPADD", 1);
    add(registry, "TIMESTAMPSUB", -1);
    registry.three(
        "DATEADD(STRING, INTEGER, DATE) -> DATE",
        (String unit, Integer count, Integer days) -> date(days, millis(unit, count)));
    registry.three(
        "DATESUB(STRING, INTEGER, DATE) -> DATE",
        (String unit, Integer count, Integer days) -> date(days, -millis(unit, count)));
    registry.three(
        "TIMEADD(STRING, INTEGER, TIME) -> TIME",
        (String unit, Integer count, Integer time) -> time(time, millis(unit, count)));
    registry.three(
        "TIMESUB(STRING, INTEGER, TIME) -> TIME",
        (String unit, Integer count, Integer time) -> time(time, -millis(unit, count)));
  }

  private static void add(Registry registry, String name, int sign) {
    registry.three(
        name + "(STRING, INTEGER, TIMESTAMP) -> TIMESTAMP",
        (String unit, Integer count, Long millis) -> millis + sign * millis(unit, count));
  }

  private static long millis(String unit, int count) {
    String upper = unit.toUpperCase(Locale.ROOT);
    TimeUnit chosen =
        switch (upper.endsWith("S") ? upper : upper + "S") {
          case "DAYS" -> TimeUnit.DAYS;
          case "HOURS" -> TimeUnit.HOURS;
          case "MINUTES" -> TimeUnit.MINUTES;
          case "SECONDS" -> TimeUnit.SECONDS;
          case "MILLISECONDS" -> TimeUnit.MILLISECONDS;
          default ->
              throw FunctionErrors.refuse(
                  "A unit of time is DAYS, HOURS, MINUTES, SECONDS or MILLISECONDS");
        };
    return chosen.toMillis(count);
  }

  private static int date(int epochDays, long intervalMillis) {
    long millis = epochDays * MILLIS_PER_DAY + intervalMillis;
    return Math.toIntExact(millis / MILLIS_PER_DAY);
  }

  private static int time(int millisOfDay, long intervalMillis) {
    return (int) Math.floorMod(millisOfDay + intervalMillis, MILLIS_PER_DAY);
  }
}
