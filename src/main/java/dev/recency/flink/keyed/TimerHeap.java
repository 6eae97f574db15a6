package dev.recency.flink.keyed;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The timers of cached keys, at most one per key, the earliest first: a heap of four children per node whose times lie
 * in an array of their own and whose entries know their places. O(log n) per change, O(1) for the
 * earliest; 12 to 16 bytes per timer and no garbage.
 *
 * <p>Invariants: {@code times[parent] <= times[child]}; {@code entries[i].heapIndex == i}; an entry
 * that is not here has {@link #ABSENT}.
 */
final class TimerHeap {
  /** The place of an entry without a timer. */
  static final int ABSENT = -1;

  private static final int FIRST_CAPACITY = 64;

  private long[] times = new long[FIRST_CAPACITY];
  private @Nullable KeyEntry[] entries = new @Nullable KeyEntry[FIRST_CAPACITY];
  private int size;

  int size() {
    return size;
  }

  /** The time of the earliest timer, or {@link StoredKey#NEVER}. */
  long firstMillis() {
    return size == 0 ? StoredKey.NEVER : times[0];
  }

  /** The entry of the earliest timer. */
  @Nullable KeyEntry first() {
    return entries[0];
  }

  /** Sets the entry's timer, or moves it. */
  void set(KeyEntry entry, long atMillis) {
    int index = entry.heapIndex;
    if (index == ABSENT) {
      if (size == times.length) {
        times = Arrays.copyOf(times, 2 * size);
        entries = Arrays.copyOf(entries, 2 * size);
      }
      up(entry, atMillis, size++);
    } else if (atMillis < times[index]) {
      up(entry, atMillis, index);
    } else if (atMillis > times[index]) {
      down(entry, atMillis, index);
    }
  }

  /** Removes the entry's timer, if it has one. */
  void remove(KeyEntry entry) {
    int index = entry.heapIndex;
    if (index == ABSENT) {
      return;
    }
    entry.heapIndex = ABSENT;
    size--;
    KeyEntry last = entries[size];
    long lastMillis = times[size];
    entries[size] = null;
    if (index < size && last != null) {
      if (index > 0 && lastMillis < times[(index - 1) >>> 2]) {
        up(last, lastMillis, index);
      } else {
        down(last, lastMillis, index);
      }
    }
  }

  private void up(KeyEntry entry, long atMillis, int from) {
    int index = from;
    while (index > 0) {
      int parent = (index - 1) >>> 2;
      if (times[parent] <= atMillis) {
        break;
      }
      move(parent, index);
      index = parent;
    }
    put(entry, atMillis, index);
  }

  private void down(KeyEntry entry, long atMillis, int from) {
    int index = from;
    for (int first = 4 * index + 1; first < size; first = 4 * index + 1) {
      int child = earliest(first, Math.min(first + 4, size));
      if (atMillis <= times[child]) {
        break;
      }
      move(child, index);
      index = child;
    }
    put(entry, atMillis, index);
  }

  private int earliest(int from, int to) {
    int earliest = from;
    for (int child = from + 1; child < to; child++) {
      if (times[child] < times[earliest]) {
        earliest = child;
      }
    }
    return earliest;
  }

  private void move(int from, int to) {
    KeyEntry entry = entries[from];
    if (entry != null) {
      put(entry, times[from], to);
    }
  }

  private void put(KeyEntry entry, long atMillis, int index) {
    times[index] = atMillis;
    entries[index] = entry;
    entry.heapIndex = index;
  }
}
