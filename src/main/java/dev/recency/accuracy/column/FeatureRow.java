package dev.recency.accuracy.column;

import org.jspecify.annotations.Nullable;

/**
 * The values of all features of one statement at one moment, as numbers in longs (what the bits
 * mean is {@code truth.FeatureNumber}'s). Mutable: one row is filled again and again.
 */
public final class FeatureRow {
  /** The most features of one statement: a NULL is a bit of a long. */
  public static final int MAX_FEATURES = 64;

  private final long[] bits;
  private long nulls;

  /** A row of NULLs. */
  public FeatureRow(int features) {
    bits = new long[features];
    clear();
  }

  /** Number of features. */
  public int size() {
    return bits.length;
  }

  /** Makes every value NULL. */
  public void clear() {
    nulls = -1;
  }

  /** Sets a value; null is NULL. */
  public void set(int feature, @Nullable Long value) {
    if (value == null) {
      nulls |= 1L << feature;
      bits[feature] = 0;
    } else {
      nulls &= ~(1L << feature);
      bits[feature] = value;
    }
  }

  /** Becomes equal to another row of as many features. */
  public void set(FeatureRow other) {
    System.arraycopy(other.bits, 0, bits, 0, bits.length);
    nulls = other.nulls;
  }

  /** Whether the value is NULL. */
  public boolean isNull(int feature) {
    return (nulls & 1L << feature) != 0;
  }

  /** The bits of the value; of NULL they mean nothing. */
  public long bits(int feature) {
    return bits[feature];
  }

  long nulls() {
    return nulls;
  }

  void load(long[][] columns, long nullMask, int row) {
    for (int feature = 0; feature < bits.length; feature++) {
      bits[feature] = columns[feature][row];
    }
    nulls = nullMask;
  }
}
