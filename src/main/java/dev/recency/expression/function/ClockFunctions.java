package dev.recency.expression.function;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/** Moments to numbers and back, the moment now, and wall clocks of other zones. */
final class ClockFunctions {
  private static final long MILLIS_PER_DAY = 86_400_000L;

  private ClockFunctions() {}

  static void register(Registry registry) {
    registry.site(
        "UNIX_TIMESTAMP() -> BIGINT",
        site -> {
          LongSupplier now = site.surroundings().nowMillis();
          return arguments -> now.getAsLong();
        });
    registry.one("UNIX_TIMESTAMP(TIMESTAMP) -> BIGINT", (Long millis) -> millis);
    registry.site(
        "UNIX_DATE() -> INTEGER",
        site -> {
          LongSupplier now = site.surroundings().nowMillis();
          return arguments -> (int) Math.floorDiv(now.getAsLong(), MILLIS_PER_DAY);
        });
    registry.one("UNIX_DATE(DATE) -> INTEGER", (Integer days) -> days);
    registry.one("FROM_UNIXTIME(BIGINT) -> TIMESTAMP", (Long millis) -> millis);
    registry.one("FROM_DAYS(INTEGER) -> DATE", ClockFunctions::day);
    registry.three(
        "CONVERT_TZ(TIMESTAMP, STRING, STRING) -> TIMESTAMP",
        (Long millis, String from, String to) ->
            millis + offsetMillis(to, millis) - offsetMillis(from, millis));
  }

  /** What a zone's clock is ahead of UTC at an instant; fails for an unknown zone. */
  private static long offsetMillis(String zone, long epochMillis) {
    Instant instant = Instant.ofEpochMilli(epochMillis);
    return ZoneId.of(zone).getRules().getOffset(instant).getTotalSeconds() * 1000L;
  }

  /** Fails for a day that no calendar has. */
  private static int day(int epochDays) {
    return Math.toIntExact(LocalDate.ofEpochDay(epochDays).toEpochDay());
  }
}
