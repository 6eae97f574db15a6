package dev.recency.aggregate;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The first so many distinct values by the position where each was first seen, at the
 * same one by encoded bytes, each with how often it was seen. Which values these are does not depend
 * on the order in which they are offered; the counts do not either, as long as there are no more
 * distinct values or they come by position.
 *
 * <p>O(log values) for a new value, O(1) otherwise.
 */
final class FirstSeen {
  private final int limit;
  private final Map<Encoded, Seen> byValue = new HashMap<>();
  private final TreeSet<Seen> byOrder =
      new TreeSet<>(
          Comparator.<Seen>comparingLong(seen -> seen.position).thenComparing(Seen::value));

  /**
   * @param limit number of values, 0 or more
   */
  FirstSeen(int limit) {
    this.limit = limit;
  }

  /** One value. */
  static final class Seen {
    private final Encoded value;
    private long position;
    private long count;

    private Seen(Encoded value, long position, long count) {
      this.value = value;
      this.position = position;
      this.count = count;
    }

    Encoded value() {
      return value;
    }

    long position() {
      return position;
    }

    long count() {
      return count;
    }
  }

  int size() {
    return byValue.size();
  }

  void clear() {
    byValue.clear();
    byOrder.clear();
  }

  /** The values, first seen first. */
  SortedSet<Seen> inOrder() {
    return Collections.unmodifiableSortedSet(byOrder);
  }

  void offer(byte @Nullable [] bytes, long position, long count) {
    offer(new Encoded(bytes), position, count);
  }

  void offerAll(FirstSeen other) {
    other.byOrder.forEach(seen -> offer(seen.value, seen.position, seen.count));
  }

  /** Takes one occurrence away, and the value with its last one; nothing if there is none. */
  void withdraw(byte @Nullable [] bytes) {
    Seen known = byValue.get(new Encoded(bytes));
    if (known == null) {
      return;
    }
    known.count--;
    if (known.count == 0) {
      byOrder.remove(known);
      byValue.remove(known.value);
    }
  }

  private void offer(Encoded value, long position, long count) {
    Seen known = byValue.get(value);
    if (known == null) {
      offerNew(new Seen(value, position, count));
      return;
    }
    known.count += count;
    if (position < known.position) {
      byOrder.remove(known);
      known.position = position;
      byOrder.add(known);
    }
  }

  private void offerNew(Seen seen) {
    byValue.put(seen.value, seen);
    byOrder.add(seen);
    if (byValue.size() > limit) {
      Seen last = byOrder.last();
      byOrder.remove(last);
      byValue.remove(last.value);
    }
  }
}
