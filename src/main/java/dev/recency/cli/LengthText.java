package dev.recency.cli;

import java.time.Duration;
import java.util.Locale;

/** A length of time for people, in two units at most: 850 ms, 12.3 s, 5 min 7 s, 4 d 2 h. */
public final class LengthText {
  private LengthText() {}

  public static String of(Duration length) {
    return of(length.toMillis());
  }

  public static String of(long millis) {
    Duration length = Duration.ofMillis(millis);
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (length.toMinutes() == 0) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    if (length.toHours() == 0) {
      return length.toMinutes() + " min " + length.toSecondsPart() + " s";
    }
    return length.toDays() == 0
        ? length.toHours() + " h " + length.toMinutesPart() + " min"
        : length.toDays() + " d " + length.toHoursPart() + " h";
  }
}
