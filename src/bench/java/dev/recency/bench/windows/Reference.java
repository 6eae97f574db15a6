package dev.recency.bench.windows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What COUNT and AVG over a sliding window must emit, by plain Java without Flink. */
final class Reference {
  private final long sizeMillis;
  private final List<Key> keys = new ArrayList<>();
  private long checksum;

  private Reference(Feed feed, long sizeMillis) {
    this.sizeMillis = sizeMillis;
    for (int key = 0; key < feed.keys(); key++) {
      keys.add(new Key(key));
    }
  }

  /** The checksum of one row per arrival and, where watermarks flow, one per instant of decay. */
  static long ofChanges(Feed feed, long sizeMillis, Watermarks watermarks) {
    Reference reference = new Reference(feed, sizeMillis);
    Watermarks.Cursor cursor = watermarks.cursor();
    Feed.Events events = feed.made();
    for (int i = 0; i < feed.events(); i++) {
      cursor.movesBefore(events.timesMillis()[i]);
      Key key = reference.keys.get(events.keys()[i]);
      key.decay(cursor.clockMillis());
      key.arrive(events.timesMillis()[i], Feed.value(events.values()[i]), cursor.clockMillis());
    }
    cursor.movesAtEnd();
    reference.keys.forEach(key -> key.decay(cursor.clockMillis()));
    return reference.checksum;
  }

  /** The checksum of one row per event, true for its own time, over all events up to it. */
  static long ofEvents(Feed feed, long sizeMillis) {
    Feed.Events events = feed.made();
    Integer[] order = new Integer[feed.events()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    java.util.Arrays.sort(
        order, java.util.Comparator.comparingLong(i -> events.timesMillis()[i]));
    Reference reference = new Reference(feed, sizeMillis);
    for (int from = 0, to; from < order.length; from = to) {
      to = from;
      long timeMillis = events.timesMillis()[order[from]];
      while (to < order.length && events.timesMillis()[order[to]] == timeMillis) {
        reference
            .keys
            .get(events.keys()[order[to]])
            .insert(timeMillis, Feed.value(events.values()[order[to]]));
        to++;
      }
      for (int i = from; i < to; i++) {
        Key key = reference.keys.get(events.keys()[order[i]]);
        key.forget(timeMillis);
        key.emit(timeMillis);
      }
    }
    return reference.checksum;
  }

  private record Entry(long timeMillis, double value) {}

  /** The events of a key in the window, oldest first. */
  private final class Key {
    private final int number;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Deque<Entry> aside = new ArrayDeque<>();
    private double sum;
    private long asOfMillis;

    private Key(int number) {
      this.number = number;
    }

    private void arrive(long timeMillis, double value, long clockMillis) {
      long reachedMillis = Math.max(Math.max(asOfMillis, timeMillis), clockMillis);
      if (timeMillis > reachedMillis - sizeMillis) {
        insert(timeMillis, value);
        forget(reachedMillis);
        emit(reachedMillis);
      }
    }

    private void decay(long clockMillis) {
      while (!entries.isEmpty() && entries.getFirst().timeMillis + sizeMillis <= clockMillis) {
        long instantMillis = entries.getFirst().timeMillis + sizeMillis;
        forget(instantMillis);
        emit(instantMillis);
      }
    }

    private void insert(long timeMillis, double value) {
      while (!entries.isEmpty() && entries.getLast().timeMillis > timeMillis) {
        aside.push(entries.removeLast());
      }
      entries.addLast(new Entry(timeMillis, value));
      while (!aside.isEmpty()) {
        entries.addLast(aside.pop());
      }
      sum += value;
    }

    private void forget(long instantMillis) {
      while (!entries.isEmpty() && entries.getFirst().timeMillis <= instantMillis - sizeMillis) {
        sum -= entries.removeFirst().value;
      }
    }

    private void emit(long instantMillis) {
      asOfMillis = instantMillis;
      int count = entries.size();
      double average = count == 0 ? 0 : sum / count;
      checksum += Answer.checksum(number, instantMillis, count, Double.doubleToRawLongBits(average));
    }
  }
}
