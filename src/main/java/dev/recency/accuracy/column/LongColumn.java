package dev.recency.accuracy.column;

import java.util.Arrays;

/** A growing array of longs. Appending is amortized O(1). */
public final class LongColumn {
  private static final int FIRST_CAPACITY = 16;

  private long[] values = new long[FIRST_CAPACITY];
  private int size;

  /** Number of values. */
  public int size() {
    return size;
  }

  /** The value at this index. */
  public long get(int index) {
    return values[index];
  }

  /** Appends a value. */
  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
  }

  /** Changes the value at this index. */
  public void set(int index, long value) {
    values[index] = value;
  }

  /** Makes it empty and keeps its room. */
  public void clear() {
    size = 0;
  }

  /** A copy of exactly its values. */
  public long[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
