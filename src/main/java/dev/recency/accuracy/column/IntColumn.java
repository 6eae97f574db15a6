package dev.recency.accuracy.column;

import java.util.Arrays;

/** A growing array of ints. Appending is amortized O(1). */
public final class IntColumn {
  private static final int FIRST_CAPACITY = 16;

  private int[] values = new int[FIRST_CAPACITY];
  private int size;

  /** Number of values. */
  public int size() {
    return size;
  }

  /** The value at this index. */
  public int get(int index) {
    return values[index];
  }

  /** Appends a value. */
  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
  }
}
