package dev.recency.accuracy.column;

import java.util.Arrays;

/** Many {@link FeatureRow}s, one array per feature: 8 bytes per value and 8 per row. */
public final class FeatureColumns {
  private static final int FIRST_CAPACITY = 64;

  private final long[][] bits;
  private long[] nulls = new long[FIRST_CAPACITY];
  private int size;

  /** No rows of this many features. */
  public FeatureColumns(int features) {
    bits = new long[features][FIRST_CAPACITY];
  }

  /** Number of rows. */
  public int size() {
    return size;
  }

  /** Appends a copy of the row. */
  public void add(FeatureRow row) {
    if (size == nulls.length) {
      int capacity = size + (size >> 1);
      nulls = Arrays.copyOf(nulls, capacity);
      for (int feature = 0; feature < bits.length; feature++) {
        bits[feature] = Arrays.copyOf(bits[feature], capacity);
      }
    }
    for (int feature = 0; feature < bits.length; feature++) {
      bits[feature][size] = row.bits(feature);
    }
    nulls[size++] = row.nulls();
  }

  /** Copies a row into another. */
  public void get(int row, FeatureRow into) {
    into.load(bits, nulls[row], row);
  }
}
