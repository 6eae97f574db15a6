package dev.recency.cli.compare;

import java.time.Duration;

/** Lengths of time as options are written. */
final class Lengths {
  private Lengths() {}

  /** In the largest whole unit: 90s, 1m, 6h, 30d. */
  static String text(Duration length) {
    long millis = length.toMillis();
    long[] units = {86_400_000, 3_600_000, 60_000, 1_000};
    String[] names = {"d", "h", "m", "s"};
    for (int i = 0; i < units.length; i++) {
      if (millis % units[i] == 0) {
        return millis / units[i] + names[i];
      }
    }
    return millis + "ms";
  }
}
