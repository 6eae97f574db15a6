package dev.recency.sql;

import java.util.Collection;
import java.util.Optional;

/** Finds what a misspelt word was probably meant to be. */
public final class Spelling {

  private Spelling() {}

  /**
   * The candidate nearest to the word, if it is near: at most one mistake in four characters, and
   * at least one allowed from three characters on. A mistake is a wrong, missing or additional
   * character, or two that changed places. Time: candidates × word length × candidate length.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    int allowed = word.length() < 3 ? 0 : Math.max(1, word.length() / 4);
    String nearest = null;
    int least = allowed + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - word.length()) < least) {
        int mistakes = mistakes(word, candidate);
        if (mistakes < least) {
          least = mistakes;
          nearest = candidate;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** The optimal string alignment distance. */
  private static int mistakes(String left, String right) {
    int[] beforePrevious = new int[right.length() + 1];
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int best =
            Math.min(Math.min(previous[j], current[j - 1]) + 1, previous[j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1)) {
          best = Math.min(best, beforePrevious[j - 2] + 1);
        }
        current[j] = best;
      }
      beforePrevious = previous;
      previous = current;
    }
    return previous[right.length()];
  }
}
