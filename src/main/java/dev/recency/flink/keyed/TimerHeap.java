package dev.recency.flink.keyed;

import dev.recency.plan.row.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The timers of cached keys, at most one per key, the earliest first; of one time that of the lower
 * {@code dueRank}, then of the smaller key, whose bytes are asked for at the first such comparison.
 *
 * <p>Timers of one time, which hopping windows have by the thousand, are a ring of entries with one
 * place in a heap of four children per node; when their time is the first, the ring is sorted once.
 * So a timer that joins others costs O(1), and O(log n) comparisons when they are due, few of them
 * if it was set in the order of the keys; one that is alone costs O(log n) per change. 12 to 16
 * bytes per time, and no garbage but what a sort needs.
 *
 * <p>Invariants: no time in the heap is before that of its parent; {@code heads[i].heapIndex == i};
 * an entry that is neither head nor absent has {@link #MEMBER}; while there is a run, it is in order
 * and all times in the heap are later. Two rings may have the same time.
 */
final class TimerHeap {
  /** The place of an entry without a timer. */
  static final int ABSENT = -1;

  /** The place of an entry that has its timer in a ring whose head is another, or in the run. */
  private static final int MEMBER = -2;

  private static final int FIRST_CAPACITY = 64;

  private long[] times = new long[FIRST_CAPACITY];
  private @Nullable KeyEntry[] heads = new @Nullable KeyEntry[FIRST_CAPACITY];
  private int rings;
  private final RecentTimes recent = new RecentTimes();
  private final Function<Row, byte[]> keyOrder;
  private @Nullable KeyEntry run;
  private long runMillis;
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
    if (run != null) {
      return runMillis;
    }
    return rings == 0 ? StoredKey.NEVER : times[0];
  }

  /** The entry of the earliest timer. There must be one. */
  KeyEntry first() {
    KeyEntry first = run == null ? head(0) : run;
    return run == null && shared(first) ? sorted() : first;
  }

  /** Whether other timers have the time of the first ring. */
  private boolean shared(KeyEntry first) {
    boolean shared = first.timerNext != first;
    for (int child = 1; child < Math.min(5, rings); child++) {
      shared |= times[child] == times[0];
    }
    return shared;
  }

  private KeyEntry head(int index) {
    return Objects.requireNonNull(heads[index]);
  }

  /** Sets the entry's timer, or moves it, with the rank that the entry has now. */
  void set(KeyEntry entry, long atMillis) {
    int index = entry.heapIndex;
    if (index >= 0 && entry.timerNext == entry && run == null && ring(atMillis) == null) {
      place(entry, atMillis, index);
      recent.put(atMillis, entry);
      return;
    }
    remove(entry);
    size++;
    if (run != null && atMillis == runMillis) {
      intoRun(run, entry);
      return;
    }
    if (run != null && atMillis < runMillis) {
      addRing(run, runMillis);
      run = null;
    }
    KeyEntry ring = ring(atMillis);
    if (ring == null) {
      addRing(entry, atMillis);
    } else {
      entry.heapIndex = MEMBER;
      entry.linkTimerBefore(ring);
    }
  }

  /** The head of a ring of this time, if there was one lately. */
  private @Nullable KeyEntry ring(long atMillis) {
    KeyEntry found = recent.get(atMillis);
    boolean head = found != null && found.heapIndex >= 0 && times[found.heapIndex] == atMillis;
    return head ? found : null;
  }

  private void addRing(KeyEntry head, long atMillis) {
    if (rings == times.length) {
      times = Arrays.copyOf(times, 2 * rings);
      heads = Arrays.copyOf(heads, 2 * rings);
    }
    place(head, atMillis, rings++);
    recent.put(atMillis, head);
  }

  /** Removes the entry's timer, if it has one. */
  void remove(KeyEntry entry) {
    int index = entry.heapIndex;
    if (index == ABSENT) {
      return;
    }
    size--;
    entry.heapIndex = ABSENT;
    KeyEntry next = entry.timerNext;
    boolean alone = next == entry;
    entry.unlinkTimer();
    if (index >= 0 && alone) {
      removeRing(index);
    } else if (index >= 0) {
      recent.replace(times[index], entry, next);
      put(next, times[index], index);
    } else if (run == entry) {
      run = alone ? null : next;
    }
  }

  private void removeRing(int index) {
    rings--;
    KeyEntry last = head(rings);
    heads[rings] = null;
    if (index < rings) {
      place(last, times[rings], index);
    }
  }

  /** Makes all timers of the first time the run, and gives its first. */
  private KeyEntry sorted() {
    List<KeyEntry> due = new ArrayList<>();
    runMillis = times[0];
    while (rings > 0 && times[0] == runMillis) {
      KeyEntry head = head(0);
      KeyEntry each = head;
      do {
        each.heapIndex = MEMBER;
        due.add(each);
        each = each.timerNext;
      } while (each != head);
      removeRing(0);
    }
    due.sort(this::compare);
    KeyEntry before = due.get(due.size() - 1);
    for (KeyEntry each : due) {
      before.timerNext = each;
      each.timerPrevious = before;
      before = each;
    }
    run = due.get(0);
    return due.get(0);
  }

  /** Where a key sets its own timer anew, that is the first or near the last. */
  private void intoRun(KeyEntry first, KeyEntry entry) {
    entry.heapIndex = MEMBER;
    KeyEntry behind = first;
    if (compare(entry, first) < 0) {
      run = entry;
    } else {
      while (compare(entry, behind.timerPrevious) < 0) {
        behind = behind.timerPrevious;
      }
    }
    entry.linkTimerBefore(behind);
  }

  /** By rank, then by the bytes of the key. */
  private int compare(KeyEntry one, KeyEntry other) {
    if (one.dueRank != other.dueRank) {
      return Long.compare(one.dueRank, other.dueRank);
    }
    byte[] order = order(one);
    byte[] otherOrder = order(other);
    if (one.orderFirst != other.orderFirst) {
      return Long.compareUnsigned(one.orderFirst, other.orderFirst);
    }
    return one.orderSecond == other.orderSecond
        ? Arrays.compareUnsigned(order, otherOrder)
        : Long.compareUnsigned(one.orderSecond, other.orderSecond);
  }

  private byte[] order(KeyEntry entry) {
    byte[] bytes = entry.order;
    return bytes == null ? entry.orderBy(keyOrder.apply(entry.row)) : bytes;
  }

  private void place(KeyEntry head, long atMillis, int from) {
    int index = from;
    while (index > 0 && atMillis < times[(index - 1) >>> 2]) {
      index = move((index - 1) >>> 2, index);
    }
    if (index == from) {
      for (int first = 4 * index + 1; first < rings; first = 4 * index + 1) {
        int child = earliest(first, Math.min(first + 4, rings));
        if (times[child] >= atMillis) {
          break;
        }
        index = move(child, index);
      }
    }
    put(head, atMillis, index);
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

  private int move(int from, int to) {
    put(head(from), times[from], to);
    return from;
  }

  private void put(KeyEntry head, long atMillis, int index) {
    times[index] = atMillis;
    heads[index] = head;
    head.heapIndex = index;
  }
}
