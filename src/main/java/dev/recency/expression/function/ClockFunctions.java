package dev.recency.expression.function;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
            LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC)
                .atZone(ZoneId.of(from))
                .withZoneSameInstant(ZoneId.of(to))
                .toLocalDateTime()
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli());
  }

  /** Fails for a day that no calendar has. */
  private static int day(int epochDays) {
    return Math.toIntExact(LocalDate.ofEpochDay(epochDays).toEpochDay());
  }
}
