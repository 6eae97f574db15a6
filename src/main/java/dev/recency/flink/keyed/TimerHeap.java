package dev.recency.flink.keyed;

import dev.recency.plan.row.Row;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The timers of cached keys, at most one per key, the earliest first; of one time that of the lower
 * {@code dueRank}, then of the smaller key, whose bytes are asked for at the first such comparison. A
 * heap of four children per node whose times lie in an array of their own and whose entries know
 * their places. O(log n) per change, O(1) for the earliest; 12 to 16 bytes per timer and no garbage.
 *
 * <p>Invariants: no child comes before its parent; {@code entries[i].heapIndex == i}; an entry
 * that is not here has {@link #ABSENT}.
 */
final class TimerHeap {
  /** The place of an entry without a timer. */
  static final int ABSENT = -1;

  private static final int FIRST_CAPACITY = 64;

  private long[] times = new long[FIRST_CAPACITY];
  private @Nullable KeyEntry[] entries = new @Nullable KeyEntry[FIRST_CAPACITY];
  private final Function<Row, byte[]> keyOrder;
  private int size;

  /**
   * @param keyOrder the bytes of keys by which timers of one time and rank are ordered
   */
  TimerHeap(Function<Row, byte[]> keyOrder) {
    this.keyOrder = keyOrder;
  }

  int size() {
    return size;
  }

  /** The time of the earliest timer, or {@link StoredKey#NEVER}. */
  long firstMillis() {
    return size == 0 ? StoredKey.NEVER : times[0];
  }

  /** The entry of the earliest timer. There must be one. */
  KeyEntry first() {
    return entry(0);
  }

  private KeyEntry entry(int index) {
    return Objects.requireNonNull(entries[index]);
  }

  /** Sets the entry's timer, or moves it, with the rank that the entry has now. */
  void set(KeyEntry entry, long atMillis) {
    int index = entry.heapIndex;
    if (index == ABSENT) {
      if (size == times.length) {
        times = Arrays.copyOf(times, 2 * size);
        entries = Arrays.copyOf(entries, 2 * size);
      }
      index = size++;
    }
    place(entry, atMillis, index);
  }

  /** Removes the entry's timer, if it has one. */
  void remove(KeyEntry entry) {
    int index = entry.heapIndex;
    if (index == ABSENT) {
      return;
    }
    entry.heapIndex = ABSENT;
    size--;
    KeyEntry last = entry(size);
    long lastMillis = times[size];
    entries[size] = null;
    if (index < size) {
      place(last, lastMillis, index);
    }
  }

  private void place(KeyEntry entry, long atMillis, int index) {
    if (index > 0 && before(entry, atMillis, (index - 1) >>> 2)) {
      up(entry, atMillis, index);
    } else {
      down(entry, atMillis, index);
    }
  }

  /** Whether this timer comes before the one in this place. */
  private boolean before(KeyEntry entry, long atMillis, int place) {
    long other = times[place];
    return atMillis < other || (atMillis == other && beforeAtOnce(entry, entry(place)));
  }

  private boolean beforeAtOnce(KeyEntry entry, KeyEntry other) {
    return entry.dueRank != other.dueRank
        ? entry.dueRank < other.dueRank
        : Arrays.compareUnsigned(order(entry), order(other)) < 0;
  }

  private byte[] order(KeyEntry entry) {
    byte[] bytes = entry.order;
    if (bytes == null) {
      bytes = keyOrder.apply(entry.row);
      entry.order = bytes;
    }
    return bytes;
  }

  private void up(KeyEntry entry, long atMillis, int from) {
    int index = from;
    while (index > 0) {
      int parent = (index - 1) >>> 2;
      if (!before(entry, atMillis, parent)) {
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
      if (!before(entry(child), times[child], entry, atMillis)) {
        break;
      }
      move(child, index);
      index = child;
    }
    put(entry, atMillis, index);
  }

  private boolean before(KeyEntry first, long firstMillis, KeyEntry second, long secondMillis) {
    return firstMillis < secondMillis
        || (firstMillis == secondMillis && beforeAtOnce(first, second));
  }

  private int earliest(int from, int to) {
    int earliest = from;
    for (int child = from + 1; child < to; child++) {
      if (before(entry(child), times[child], earliest)) {
        earliest = child;
      }
    }
    return earliest;
  }

  private void move(int from, int to) {
    put(entry(from), times[from], to);
  }

  private void put(KeyEntry entry, long atMillis, int index) {
    times[index] = atMillis;
    entries[index] = entry;
    entry.heapIndex = index;
  }
}
