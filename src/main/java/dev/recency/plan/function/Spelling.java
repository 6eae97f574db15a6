package dev.recency.plan.function;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class Spelling {
  private static final int MAX_DISTANCE = 3;

  private Spelling() {}

  /** The nearest name by edits, if it differs by at most a third of the given one's length. */
  static Optional<String> nearest(String given, Collection<String> names) {
    int limit = Math.min(MAX_DISTANCE, Math.max(1, given.length() / 3));
    return names.stream()
        .filter(name -> Math.abs(name.length() - given.length()) <= limit)
        .filter(name -> distance(given, name) <= limit)
        .min(
            Comparator.<String>comparingInt(name -> distance(given, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein distance: O(n·m) time, O(m) space. */
  private static int distance(String first, String second) {
    int[] previous = new int[second.length() + 1];
    for (int j = 0; j <= second.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= first.length(); i++) {
      int[] current = new int[second.length() + 1];
      current[0] = i;
      for (int j = 1; j <= second.length(); j++) {
        int substitution = first.charAt(i - 1) == second.charAt(j - 1) ? 0 : 1;
        current[j] =
            Math.min(previous[j - 1] + substitution, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[second.length()];
  }
}
