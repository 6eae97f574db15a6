package dev.recency.plan.analysis;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Makes the exceptions of the planner, so that all of them read alike. */
final class Refusal {
  private Refusal() {}

  /** A refusal: what is wrong, then what to write instead. */
  static SqlException of(ErrorCode code, Location location, String what, Object... values) {
    return new SqlException(code, location, String.format(Locale.ROOT, what, values));
  }

  /** The dialect knows it; it does not run here. */
  static SqlException unsupported(Location location, String what, Object... values) {
    return of(ErrorCode.UNSUPPORTED, location, what, values);
  }

  /** " Did you mean X?" for the candidate nearest to the name, or nothing. */
  static String didYouMean(String name, Collection<String> candidates) {
    return nearest(name, candidates).map(near -> " Did you mean " + near + "?").orElse("");
  }

  private static Optional<String> nearest(String name, Collection<String> candidates) {
    String best = null;
    int bestDistance = Math.max(1, name.length() / 3) + 1;
    for (String candidate : candidates) {
      int distance = distance(name.toUpperCase(Locale.ROOT), candidate.toUpperCase(Locale.ROOT));
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Levenshtein distance: insertions, deletions and replacements of one character. */
  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replace = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
