package dev.recency.bench.windows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Everything that is measured. */
final class Suites {
  static final String LIMIT = "limit: one count per key";
  private static final String LIMIT_TWO_ROWS = "limit, two rows per event";
  private static final String ARRIVALS = "Recency 10 min, arrivals only";
  private static final String DECAYS = "Recency 10 min, every decay";
  private static final String LIMIT_OF_ROWS = "limit: one count per key, as many rows";
  private static final String OVER = "Flink SQL OVER 10 min";
  private static final String HOPPING_MINUTE = "Flink hopping 10 min / 1 min";
  private static final String HOPPING_SECOND = "Flink hopping 10 min / 1 s";
  private static final long TEN_MINUTES = Duration.ofMinutes(10).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long MONTH = Duration.ofDays(30).toMillis();

  private final double scale;

  /**
   * @param scale how many events, 1 for the default
   */
  Suites(double scale) {
    this.scale = scale;
  }

  List<Suite> all() {
    return List.of(
        heap(5, 12),
        heap(100, 12),
        heap(2_000, 40),
        rocksdb(5, 10_000),
        rocksdb(100, 10_000),
        rocksdb(2_000, 40_000),
        sizes(),
        day(),
        oneKey(false),
        oneKey(true),
        cold(),
        closing("hopping-minute", count(1_000_000), Duration.ofMinutes(1)),
        closing("hopping-second", count(20_000), Duration.ofSeconds(1)));
  }

  private Suite heap(int hot, double overGoal) {
    Feed feed = Feed.withHotKey(count(2_000_000), hot);
    Feed shorter = feed.first(count(200_000));
    Feed shortest = feed.first(count(4_000));
    return new Suite(
        "heap-" + hot,
        List.of(
            limit(false, feed),
            limitTwoRows(false, feed),
            arrivals(ARRIVALS, false, feed, TEN_MINUTES),
            decays(DECAYS, false, feed, TEN_MINUTES),
            over(OVER, false, feed.first(count(hot > 1_000 ? 60_000 : 150_000)), TEN_MINUTES),
            hopping(HOPPING_MINUTE, shorter, Duration.ofMinutes(1)),
            hopping(HOPPING_SECOND, shortest, Duration.ofSeconds(1))),
        List.of(
            Goal.throughput(ARRIVALS, LIMIT, 0.9),
            Goal.throughput(DECAYS, LIMIT, 0.6),
            Goal.throughput(DECAYS, LIMIT_TWO_ROWS, 0.75),
            Goal.cpuAtLeast(OVER, ARRIVALS, overGoal),
            Goal.cpuAtLeast(HOPPING_MINUTE, DECAYS, 8),
            Goal.cpuAtLeast(HOPPING_SECOND, DECAYS, 1_000)));
  }

  private Suite rocksdb(int hot, int overEvents) {
    Feed feed = Feed.withHotKey(count(1_000_000), hot);
    return new Suite(
        "rocksdb-" + hot,
        List.of(
            limit(true, feed.first(count(400_000))),
            arrivals(ARRIVALS, true, feed, TEN_MINUTES),
            decays(DECAYS, true, feed, TEN_MINUTES),
            over(OVER, true, feed.first(count(overEvents)), TEN_MINUTES)),
        List.of(
            Goal.throughput(ARRIVALS, LIMIT, 6),
            Goal.throughput(DECAYS, LIMIT, 6),
            Goal.cpuAtLeast(OVER, ARRIVALS, 100)));
  }

  /** The same events under windows of any length, and under four at once. */
  private Suite sizes() {
    Feed feed = Feed.withHotKey(count(2_000_000), 5);
    List<Long> four = List.of(TEN_MINUTES, Duration.ofHours(1).toMillis(), DAY, MONTH);
    long minute = Duration.ofMinutes(1).toMillis();
    String one = "Recency 1 min";
    String month = "Recency 30 days";
    String silent = "Recency 10 min, 1 h, 1 day, 30 days; only the first emits";
    return new Suite(
        "sizes",
        List.of(
            limit(false, feed),
            decays(one, false, feed, minute),
            decays(DECAYS, false, feed, TEN_MINUTES),
            decays("Recency 1 day", false, feed, DAY),
            decays(month, false, feed, MONTH),
            several(silent, feed, four, 1),
            several("Recency 10 min, 1 h, 1 day, 30 days", feed, four, four.size())),
        List.of(
            Goal.flat(month, one),
            Goal.flat(month, DECAYS),
            Goal.flat("Recency 1 day", DECAYS),
            Goal.cpuAtMost(silent, DECAYS, 1.3)));
  }

  private Suite day() {
    Feed feed = Feed.withHotKey(count(2_000_000), 5);
    String ours = "Recency 1 day, arrivals only";
    String peer = "Flink SQL OVER 1 day";
    return new Suite(
        "day",
        List.of(
            limit(false, feed),
            arrivals(ours, false, feed, DAY),
            over(peer, false, feed.first(count(20_000)), DAY)),
        List.of(Goal.cpuAtLeast(peer, ours, 200)));
  }

  /** One key with a million events in thirty days. */
  private Suite oneKey(boolean rocksdb) {
    Feed feed = new Feed(count(2_000_000), 1, 0, MONTH / 1e6);
    String five = "Recency, 5 events in the window";
    String million = "Recency, 1,000,000 events in the window";
    return new Suite(
        rocksdb ? "one-key-rocksdb" : "one-key",
        List.of(
            limit(rocksdb, rocksdb ? feed.first(count(400_000)) : feed),
            decays(five, rocksdb, feed, MONTH / 200_000),
            decays(million, rocksdb, feed, MONTH)),
        List.of(Goal.flat(million, five)));
  }

  /** As many keys as no cache holds, each with one event in ten minutes. */
  private Suite cold() {
    int keys = count(500_000);
    Feed feed = new Feed(2 * keys, keys, 0, (double) TEN_MINUTES / keys);
    return new Suite(
        "cold",
        List.of(
            limit(true, feed),
            arrivals(ARRIVALS, true, feed, TEN_MINUTES),
            decays(DECAYS, true, feed, TEN_MINUTES)),
        List.of(Goal.cpuAtMost(ARRIVALS, LIMIT, 2), Goal.cpuAtMost(DECAYS, LIMIT, 2)));
  }

  /** Hopping windows of ten minutes that emit when they close, beside Flink's. */
  private static Suite closing(String name, int events, Duration hop) {
    Feed feed = Feed.withHotKey(events, 100);
    long hopMillis = hop.toMillis();
    LongSupplier checksum = () -> ClosedWindows.of(feed, TEN_MINUTES, hopMillis).checksum();
    String ours = "Recency, hopping 10 min, EMIT FINAL";
    String peer = "Flink SlidingEventTimeWindows";
    return new Suite(
        name,
        List.of(
            closing(
                LIMIT_OF_ROWS,
                feed,
                new BareRowsJob(
                    events, () -> ClosedWindows.of(feed, TEN_MINUTES, hopMillis).rows()),
                Optional.empty()),
            closing(ours, feed, new ClosingJob(TEN_MINUTES, hopMillis), Optional.of(checksum)),
            closing(
                peer,
                feed,
                new HoppingJob(Duration.ofMillis(TEN_MINUTES), hop),
                Optional.of(checksum))),
        List.of(Goal.throughput(ours, LIMIT_OF_ROWS, 0.5), Goal.cpuAtLeast(peer, ours, 1)));
  }

  private static Variant closing(
      String name, Feed feed, WindowJob job, Optional<LongSupplier> checksum) {
    return new Variant(
        name, false, feed, Watermarks.untilClosed(feed, TEN_MINUTES), job, checksum);
  }

  private int count(int events) {
    return (int) Math.max(1_000, events * scale);
  }

  private static Variant limit(boolean rocksdb, Feed feed) {
    return new Variant(
        LIMIT, rocksdb, feed, Watermarks.WITHHELD, new CounterJob(1), Optional.empty());
  }

  private static Variant limitTwoRows(boolean rocksdb, Feed feed) {
    return new Variant(
        LIMIT_TWO_ROWS,
        rocksdb,
        feed,
        Watermarks.everyInstant(0),
        new CounterJob(2),
        Optional.empty());
  }

  private static Variant arrivals(String name, boolean rocksdb, Feed feed, long sizeMillis) {
    return changes(name, rocksdb, feed, List.of(sizeMillis), 1, Watermarks.WITHHELD);
  }

  private static Variant decays(String name, boolean rocksdb, Feed feed, long sizeMillis) {
    return changes(
        name, rocksdb, feed, List.of(sizeMillis), 1, Watermarks.everyInstant(sizeMillis));
  }

  private static Variant several(String name, Feed feed, List<Long> sizes, int speaking) {
    return changes(name, false, feed, sizes, speaking, Watermarks.everyInstant(MONTH));
  }

  private static Variant changes(
      String name,
      boolean rocksdb,
      Feed feed,
      List<Long> sizes,
      int speaking,
      Watermarks watermarks) {
    return new Variant(
        name,
        rocksdb,
        feed,
        watermarks,
        new RecencyJob(sizes, speaking),
        Optional.of(
            () ->
                new ArrayList<>(sizes)
                    .subList(0, speaking).stream()
                        .mapToLong(size -> Reference.ofChanges(feed, size, watermarks))
                        .sum()));
  }

  private static Variant over(String name, boolean rocksdb, Feed feed, long sizeMillis) {
    return new Variant(
        name,
        rocksdb,
        feed,
        Watermarks.afterDisorder(feed),
        new OverJob(sizeMillis),
        Optional.of(() -> Reference.ofEvents(feed, sizeMillis)));
  }

  private static Variant hopping(String name, Feed feed, Duration slide) {
    return new Variant(
        name,
        false,
        feed,
        Watermarks.afterDisorder(feed),
        new HoppingJob(Duration.ofMillis(TEN_MINUTES), slide),
        Optional.empty());
  }
}
