package dev.recency.window.log;

import dev.recency.aggregate.Arguments;
import dev.recency.plan.row.Row;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Events by ascending time, column by column; among equal times the one inserted last comes last.
 * It is its own view of one event, see {@link #at}.
 *
 * <p>Insertion costs the displacement, appending and dropping the oldest O(1) amortized.
 */
public final class EventRun implements Arguments {
  private static final int FIRST_CAPACITY = 4;
  private static final boolean[] NO_NULL = {};

  private final LogColumn[] columns;
  private long[] times;
  private final long[][] primitives;
  private final @Nullable Object[][] references;

  /** Per column which values are NULL; empty while none is. */
  private final boolean[][] nulls;

  private int start;
  private int end;
  private int view;

  public EventRun(LogColumn[] columns, int capacity) {
    this.columns = columns;
    times = new long[capacity];
    primitives = new long[columns.length][];
    references = new @Nullable Object[columns.length][];
    nulls = new boolean[columns.length][];
    Arrays.fill(nulls, NO_NULL);
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].primitive()) {
        primitives[i] = new long[capacity];
      } else {
        references[i] = new @Nullable Object[capacity];
      }
    }
  }

  /** Number of events. */
  public int size() {
    return end - start;
  }

  /** The event time in milliseconds of the event at this index. */
  public long time(int index) {
    return times[start + index];
  }

  /** This run as the arguments of the event at this index, until the next call. */
  public Arguments at(int index) {
    view = start + index;
    return this;
  }

  /** Index of the first event with a time of at least this. */
  public int lowerBound(long timeMillis) {
    return bound(timeMillis == Long.MIN_VALUE ? timeMillis : timeMillis - 1);
  }

  /** Index behind the last event with a time of at most this. */
  public int upperBound(long timeMillis) {
    return bound(timeMillis);
  }

  private int bound(long timeMillis) {
    int low = start;
    int high = end;
    while (low < high) {
      int middle = low + high >>> 1;
      if (times[middle] <= timeMillis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - start;
  }

  /**
   * Inserts an event behind all of its time or before.
   *
   * @param row one slot per column
   * @return its index
   */
  public int insert(long timeMillis, Row row) {
    int index = open(timeMillis);
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].primitive()) {
        set(i, index, row.getLong(i), row.isNull(i));
      } else {
        references[i][index] = row.getReference(i);
      }
    }
    view = index;
    return index - start;
  }

  /** Appends an event whose columns are set one by one afterwards. */
  void append(long timeMillis) {
    int unused = open(timeMillis);
  }

  void setNull(int column, int index) {
    if (columns[column].primitive()) {
      set(column, start + index, 0, true);
    } else {
      references[column][start + index] = null;
    }
  }

  void setPrimitive(int column, int index, long value) {
    set(column, start + index, value, false);
  }

  void setReference(int column, int index, @Nullable Object value) {
    references[column][start + index] = value;
  }

  private void set(int column, int index, long value, boolean isNull) {
    primitives[column][index] = value;
    boolean[] columnNulls = nulls[column];
    if (columnNulls.length == 0 && isNull) {
      columnNulls = new boolean[times.length];
      nulls[column] = columnNulls;
    }
    if (columnNulls.length > 0) {
      columnNulls[index] = isNull;
    }
  }

  /** Makes room for one event of this time and returns where. */
  private int open(long timeMillis) {
    if (end == times.length) {
      makeRoom();
    }
    int index = end;
    if (index > start && times[index - 1] > timeMillis) {
      index = start + upperBound(timeMillis);
      move(index, index + 1, end - index);
    }
    end++;
    times[index] = timeMillis;
    return index;
  }

  private void makeRoom() {
    if (start > times.length / 2) {
      int size = size();
      move(start, 0, size);
      clearReferences(Math.max(size, start), end);
      start = 0;
      end = size;
      return;
    }
    int capacity = Math.max(FIRST_CAPACITY, times.length * 2);
    times = Arrays.copyOf(times, capacity);
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].primitive()) {
        primitives[i] = Arrays.copyOf(primitives[i], capacity);
        boolean[] columnNulls = nulls[i];
        if (columnNulls.length > 0) {
          nulls[i] = Arrays.copyOf(columnNulls, capacity);
        }
      } else {
        references[i] = Arrays.copyOf(references[i], capacity);
      }
    }
  }

  private void move(int from, int to, int count) {
    System.arraycopy(times, from, times, to, count);
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].primitive()) {
        System.arraycopy(primitives[i], from, primitives[i], to, count);
        boolean[] columnNulls = nulls[i];
        if (columnNulls.length > 0) {
          System.arraycopy(columnNulls, from, columnNulls, to, count);
        }
      } else {
        System.arraycopy(references[i], from, references[i], to, count);
      }
    }
  }

  /** Drops the oldest events. */
  public void dropFirst(int count) {
    clearReferences(start, start + count);
    start += count;
    if (start == end) {
      start = 0;
      end = 0;
    }
  }

  private void clearReferences(int from, int to) {
    for (int i = 0; i < columns.length; i++) {
      if (!columns[i].primitive()) {
        Arrays.fill(references[i], from, to, null);
      }
    }
  }

  /** About how many bytes of memory it takes; values on the heap are taken as 48 bytes. */
  int memoryBytes() {
    int bytes = 96 + times.length * Long.BYTES;
    for (LogColumn column : columns) {
      bytes += column.primitive() ? times.length * Long.BYTES : times.length * 4 + size() * 48;
    }
    return bytes;
  }

  @Override
  public long position() {
    return times[view];
  }

  @Override
  public boolean isNull(int slot) {
    if (!columns[slot].primitive()) {
      return references[slot][view] == null;
    }
    boolean[] columnNulls = nulls[slot];
    return columnNulls.length > 0 && columnNulls[view];
  }

  @Override
  public long getLong(int slot) {
    return primitives[slot][view];
  }

  @Override
  public double getDouble(int slot) {
    return Double.longBitsToDouble(primitives[slot][view]);
  }

  @Override
  public @Nullable Object getReference(int slot) {
    return references[slot][view];
  }
}
