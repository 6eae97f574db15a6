package dev.recency.bench.windows;

import java.util.ArrayList;
import java.util.List;

/**
 * What hopping windows emit once all of them are closed: one row per key and window with events, by
 * plain Java without Flink.
 *
 * @param rows how many
 * @param checksum of all of them
 */
record ClosedWindows(long rows, long checksum) {
  private record Entry(long timeMillis, double value) {}

  static ClosedWindows of(Feed feed, long sizeMillis, long advanceMillis) {
    List<List<Entry>> keys = new ArrayList<>();
    for (int key = 0; key < feed.keys(); key++) {
      keys.add(new ArrayList<>());
    }
    Feed.Events events = feed.made();
    for (int i = 0; i < feed.events(); i++) {
      double value = Feed.value(events.values()[i]);
      keys.get(events.keys()[i]).add(new Entry(events.timesMillis()[i], value));
    }
    long rows = 0;
    long checksum = 0;
    for (int key = 0; key < feed.keys(); key++) {
      ClosedWindows own = of(key, keys.get(key), sizeMillis, advanceMillis);
      rows += own.rows;
      checksum += own.checksum;
    }
    return new ClosedWindows(rows, checksum);
  }

  private static ClosedWindows of(int key, List<Entry> entries, long sizeMillis, long advance) {
    entries.sort((one, other) -> Long.compare(one.timeMillis, other.timeMillis));
    long rows = 0;
    long checksum = 0;
    int first = 0;
    int behind = 0;
    double sum = 0;
    long start = entries.isEmpty() ? 0 : firstStart(entries.get(0).timeMillis, sizeMillis, advance);
    while (first < entries.size()) {
      for (; behind < entries.size() && entries.get(behind).timeMillis < start + sizeMillis; behind++) {
        sum += entries.get(behind).value;
      }
      for (; first < behind && entries.get(first).timeMillis < start; first++) {
        sum -= entries.get(first).value;
      }
      int count = behind - first;
      if (count > 0) {
        rows++;
        long average = Double.doubleToRawLongBits(sum / count);
        checksum += Answer.checksum(key, start + sizeMillis, count, average);
        start += advance;
      } else if (first < entries.size()) {
        start = firstStart(entries.get(first).timeMillis, sizeMillis, advance);
      }
    }
    return new ClosedWindows(rows, checksum);
  }

  private static long firstStart(long timeMillis, long sizeMillis, long advanceMillis) {
    return (timeMillis - sizeMillis + advanceMillis) / advanceMillis * advanceMillis;
  }
}
