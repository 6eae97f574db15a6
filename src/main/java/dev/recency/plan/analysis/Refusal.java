package dev.recency.plan.analysis;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.Spelling;
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
    return candidates.stream()
        .filter(name::equalsIgnoreCase)
        .findFirst()
        .or(() -> Spelling.nearest(name, candidates));
  }
}
