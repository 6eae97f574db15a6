package dev.recency.cli.compare;

import java.util.Locale;

/**
 * One line about a step that is under way.
 *
 * @param commands written so far
 * @param seconds since it began
 * @param share of it that is done, from 0 to 1
 */
record StepProgress(String step, long commands, double seconds, double share) {
  /** Below it, what is left is a guess and not said. */
  private static final double LEAST_SHARE = 0.02;

  @Override
  public String toString() {
    String done =
        String.format(
            Locale.ROOT,
            "%s: %,d commands, %,.0f/s, %.0f s",
            step,
            commands,
            commands / seconds,
            seconds);
    return share < LEAST_SHARE
        ? done
        : String.format(
            Locale.ROOT,
            "%s, %.0f %% done, about %.0f s left",
            done,
            100 * share,
            seconds * (1 - share) / share);
  }
}
