package dev.recency.cluster;

import java.time.Duration;
import java.util.Locale;

/** Says on standard output when something happened, and how long something took. */
final class Timeline {
  private final long startNanos = System.nanoTime();

  void say(String what) {
    System.out.printf(
        Locale.ROOT, "cluster %6.1f s  %s%n", (System.nanoTime() - startNanos) / 1e9, what);
  }

  /** Says that something took the time since an instant of the wall clock, and returns it. */
  Duration took(String what, long sinceMillis) {
    Duration taken = Duration.ofMillis(System.currentTimeMillis() - sinceMillis);
    say("%s after [%.1f s]".formatted(what, taken.toMillis() / 1000.0));
    return taken;
  }
}
