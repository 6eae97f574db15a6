package dev.recency.accuracy.measure;

import dev.recency.accuracy.cause.Cause;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What comparisons of stored and true values of one feature gave. A missing value counts as the one
 * over nothing; NULL counts as 0 in sizes, and equals NULL alone.
 *
 * @param count of comparisons
 * @param wrong where the store held another value than the true one
 * @param missing where the store held nothing for the entity
 * @param staleNonZero where the truth was 0 or NULL and the store held something else
 * @param falseZero where the store held 0, NULL or nothing and the truth was something else
 * @param truthNonZero where the truth was neither 0 nor NULL
 * @param rightNonZero those of them where the store was right
 * @param rightOfKnown where the store held what follows from the events that had arrived
 * @param meanError signed: stored less true; positive is too high
 * @param error distribution of |stored − true|, right values included
 * @param meanRelativeError mean of |stored − true| ÷ |true| where the truth is neither 0 nor NULL;
 *     where it is, an error has no relative size and is not in this mean: staleNonZero counts it
 * @param causes of the wrong ones; their sum is {@code wrong}; empty where they were not asked for
 * @param chronon the same under Chronon's names
 */
public record Errors(
    long count,
    long wrong,
    long missing,
    long staleNonZero,
    long falseZero,
    long truthNonZero,
    long rightNonZero,
    long rightOfKnown,
    double meanError,
    Spread error,
    double meanRelativeError,
    Map<Cause, Long> causes,
    Chronon chronon) {

  /**
   * Chronon's consistency metrics, with the truth in the place of its backfill.
   *
   * @param mismatch both sides have a value and they differ
   * @param missing the truth has a value, the store has none
   * @param extra the store has a value, the truth has none
   * @param smape mean of |stored − true| ÷ (|stored| + |true|), 0 where both are 0: 0 to 1
   */
  public record Chronon(long mismatch, long missing, long extra, double smape) {}

  public Errors {
    Map<Cause, Long> ordered = new EnumMap<>(Cause.class);
    ordered.putAll(causes);
    causes = Collections.unmodifiableMap(ordered);
  }

  /** Share of right values, 0 to 1; 1 of none. */
  public double rightShare() {
    return count == 0 ? 1 : (double) (count - wrong) / count;
  }

  /** Share of comparisons, 0 to 1; 0 of none. */
  public double share(long part) {
    return count == 0 ? 0 : (double) part / count;
  }

  /** Share of right values where the truth is neither 0 nor NULL; 1 of none. */
  public double rightNonZeroShare() {
    return truthNonZero == 0 ? 1 : (double) rightNonZero / truthNonZero;
  }
}
