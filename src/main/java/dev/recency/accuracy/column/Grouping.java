package dev.recency.accuracy.column;

import java.util.Arrays;

/**
 * Rows in the order of their groups and, within one, of a time; equal times keep the order in which
 * they came. O(n log n) at worst, O(n) where the rows of each group came by time.
 */
public final class Grouping {
  private final int[] starts;
  private final int[] rows;

  private Grouping(int[] starts, int[] rows) {
    this.starts = starts;
    this.rows = rows;
  }

  /**
   * Groups rows.
   *
   * @param groups per row its group, 0 to {@code count} − 1
   * @param times per row its time
   */
  public static Grouping of(IntColumn groups, LongColumn times, int count) {
    int[] starts = new int[count + 1];
    for (int row = 0; row < groups.size(); row++) {
      starts[groups.get(row) + 1]++;
    }
    for (int group = 0; group < count; group++) {
      starts[group + 1] += starts[group];
    }
    int[] next = Arrays.copyOf(starts, count);
    int[] rows = new int[groups.size()];
    for (int row = 0; row < groups.size(); row++) {
      rows[next[groups.get(row)]++] = row;
    }
    for (int group = 0; group < count; group++) {
      sort(rows, starts[group], starts[group + 1], times);
    }
    return new Grouping(starts, rows);
  }

  private static void sort(int[] rows, int from, int to, LongColumn times) {
    for (int place = from + 1; place < to; place++) {
      if (times.get(rows[place - 1]) > times.get(rows[place])) {
        sortByMerging(rows, from, to, times);
        return;
      }
    }
  }

  private static void sortByMerging(int[] rows, int from, int to, LongColumn times) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sortByMerging(rows, from, middle, times);
    sortByMerging(rows, middle, to, times);
    int[] left = Arrays.copyOfRange(rows, from, middle);
    int taken = 0;
    int right = middle;
    for (int place = from; taken < left.length; place++) {
      boolean fromLeft = right == to || times.get(left[taken]) <= times.get(rows[right]);
      rows[place] = fromLeft ? left[taken++] : rows[right++];
    }
  }

  /** The place of a group's first row. */
  public int start(int group) {
    return starts[group];
  }

  /** The place behind a group's last row. */
  public int end(int group) {
    return starts[group + 1];
  }

  /** The row at a place. */
  public int row(int place) {
    return rows[place];
  }

  /** Number of rows. */
  public int size() {
    return rows.length;
  }
}
