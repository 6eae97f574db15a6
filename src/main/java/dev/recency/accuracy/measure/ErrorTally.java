package dev.recency.accuracy.measure;

import dev.recency.accuracy.cause.Cause;
import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.truth.Feature;
import java.util.EnumMap;
import java.util.Map;

/** Counts comparisons of one feature. */
final class ErrorTally {
  private final Feature feature;
  private final FeatureRow empty;
  private final Distribution errors = new Distribution();
  private final Map<Cause, Long> causes = new EnumMap<>(Cause.class);
  private long count;
  private long wrong;
  private long missing;
  private long staleNonZero;
  private long falseZero;
  private long truthNonZero;
  private long rightNonZero;
  private long rightOfKnown;
  private double signed;
  private double relative;
  private long mismatch;
  private long missingValue;
  private long extraValue;
  private double smape;

  ErrorTally(Feature feature, FeatureRow empty) {
    this.feature = feature;
    this.empty = empty;
  }

  /** Takes one comparison; answers whether it is wrong. */
  boolean add(FeatureRow stored, FeatureRow truth, boolean isMissing) {
    boolean right = feature.equal(stored, truth);
    double held = feature.size(stored);
    double expected = feature.size(truth);
    count++;
    wrong += right ? 0 : 1;
    missing += isMissing ? 1 : 0;
    staleNonZero += expected == 0 && held != 0 ? 1 : 0;
    falseZero += expected != 0 && held == 0 ? 1 : 0;
    truthNonZero += expected != 0 ? 1 : 0;
    rightNonZero += expected != 0 && right ? 1 : 0;
    double error = right ? 0 : held - expected;
    errors.add(Math.abs(error));
    if (Double.isFinite(error)) {
      signed += error;
      relative += expected != 0 ? Math.abs(error) / Math.abs(expected) : 0;
      smape += error == 0 ? 0 : Math.abs(error) / (Math.abs(held) + Math.abs(expected));
    }
    addPresence(feature.equal(stored, empty) || isMissing, feature.equal(truth, empty), right);
    return !right;
  }

  private void addPresence(boolean storedNone, boolean truthNone, boolean right) {
    missingValue += storedNone && !truthNone ? 1 : 0;
    extraValue += truthNone && !storedNone ? 1 : 0;
    mismatch += !storedNone && !truthNone && !right ? 1 : 0;
  }

  void addKnown(boolean right) {
    rightOfKnown += right ? 1 : 0;
  }

  void add(Cause cause) {
    causes.merge(cause, 1L, Long::sum);
  }

  Errors result() {
    long finite = Math.max(1, count - errors.infinite());
    return new Errors(
        count,
        wrong,
        missing,
        staleNonZero,
        falseZero,
        truthNonZero,
        rightNonZero,
        rightOfKnown,
        signed / finite,
        Spread.of(errors),
        truthNonZero == 0 ? 0 : relative / truthNonZero,
        causes,
        new Errors.Chronon(mismatch, missingValue, extraValue, smape / finite));
  }
}
