package dev.recency.plan;

import java.util.List;

/** Lengths of time for people, as the dialect writes them. */
public final class DurationText {
  private static final List<Unit> UNITS =
      List.of(
          new Unit("DAY", 86_400_000),
          new Unit("HOUR", 3_600_000),
          new Unit("MINUTE", 60_000),
          new Unit("SECOND", 1000));

  private DurationText() {}

  /** A length in the largest unit that gives a whole number: {@code 10 MINUTES}. */
  public static String of(long millis) {
    return UNITS.stream()
        .filter(unit -> millis % unit.millis() == 0 && millis > 0)
        .findFirst()
        .orElse(new Unit("MILLISECOND", 1))
        .of(millis);
  }

  private record Unit(String name, long millis) {
    String of(long length) {
      long count = length / millis;
      return count + " " + name + (count == 1 ? "" : "S");
    }
  }
}
