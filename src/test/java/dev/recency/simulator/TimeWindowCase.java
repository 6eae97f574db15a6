package dev.recency.simulator;

import dev.recency.operator.KeyedOperator;
import dev.recency.plan.Query;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.row.Row;
import dev.recency.window.Instants;
import dev.recency.window.session.SessionWindows;
import dev.recency.window.time.Aggregation;
import dev.recency.window.time.HoppingWindows;
import dev.recency.window.time.WindowTruth;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A windowed query and how events come to it, drawn at random.
 *
 * @param havingModulus HAVING is true for counts that it does not divide, and for windows that start
 *     at a multiple of it; 0: there is none
 * @param clocks who moves the clock
 * @param baseMillis about when events begin
 * @param spreadMillis how far apart events are at most; disorder is a few times of it
 * @param blockEntries how the state is cut
 */
record TimeWindowCase(
    TimeWindow window,
    int havingModulus,
    Clocks clocks,
    long baseMillis,
    int spreadMillis,
    int keys,
    int partitions,
    int blockEntries) {
  /** How the data clock follows the clocks of the partitions. */
  enum Clocks {
    /** To their minimum after each record. */
    EXACT,
    /** Towards it now and then: watermarks. */
    LAGGING,
    /** To their maximum: a partition that nobody knew of has begun. */
    AHEAD
  }

  /** What kind of window. */
  enum Kind {
    TUMBLING,
    HOPPING,
    MILLISECOND,
    SESSION
  }

  static TimeWindowCase of(Random random, Kind kind, Emit emit) {
    long size = pick(random, 1, 2, 3, 5, 7, 10, 24, 30);
    long grace = pick(random, 0, 0, 1, 5, 20, 100);
    TimeWindow window =
        switch (kind) {
          case TUMBLING -> new TimeWindow.Hopping(size, size, emit, grace);
          case HOPPING -> new TimeWindow.Hopping(size, 1 + random.nextInt((int) size), emit, grace);
          case MILLISECOND -> new TimeWindow.Hopping(size, 1, emit, grace);
          case SESSION -> new TimeWindow.Session(size, emit, grace);
        };
    int[] havings = {0, 0, 2, 3};
    long[] bases = {0, 0, 0, 1_700_000_000_000L, Long.MAX_VALUE - 300};
    return new TimeWindowCase(
        window,
        havings[random.nextInt(havings.length)],
        Clocks.values()[random.nextInt(Clocks.values().length)],
        bases[random.nextInt(bases.length)],
        1 + random.nextInt(random.nextBoolean() ? 3 : 12),
        1 + random.nextInt(3),
        1 + random.nextInt(3),
        (int) pick(random, 1, 2, 5, 64));
  }

  private static long pick(Random random, long... choices) {
    return choices[random.nextInt(choices.length)];
  }

  Query.Windowed query() {
    return TimeWindowQueries.of(window, havingModulus > 0);
  }

  Aggregation aggregation() {
    return Aggregation.of(query(), having(), TimeWindowQueries.aggregates());
  }

  Predicate<Row> having() {
    return row ->
        havingModulus == 0
            || row.getLong(1) % havingModulus != 0
            || row.getLong(row.size() - 2) % havingModulus == 0;
  }

  KeyedOperator operator() {
    return operator(window, aggregation());
  }

  /** The operator over another window or with other aggregates. */
  KeyedOperator operator(TimeWindow other, Aggregation aggregation) {
    Query.Windowed query = TimeWindowQueries.of(other, havingModulus > 0);
    return other instanceof TimeWindow.Session
        ? SessionWindows.of(query, aggregation, blockEntries)
        : HoppingWindows.of(query, aggregation, blockEntries);
  }

  WindowTruth truth() {
    return window instanceof TimeWindow.Session session
        ? new dev.recency.window.session.FromScratch(session, aggregation())
        : new dev.recency.window.time.FromScratch((TimeWindow.Hopping) window, aggregation());
  }

  /** The first instant at which a window that ends so is closed. */
  long closingMillis(long endMillis) {
    return window instanceof TimeWindow.Session session
        ? new dev.recency.window.session.FromScratch(session, aggregation()).closing(endMillis)
        : Instants.plus(endMillis, window.graceMillis());
  }

  boolean emitFinal() {
    return window.emit() == Emit.FINAL;
  }
}
