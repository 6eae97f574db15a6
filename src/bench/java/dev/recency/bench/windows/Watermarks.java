package dev.recency.bench.windows;

import java.io.Serializable;

/**
 * When the source tells how far the time has come.
 *
 * @param everyEvents before each so-manieth event; 0: never
 * @param lagMillis how far it stays behind the newest event
 * @param tailMillis how far it goes beyond the newest event at the end of the input
 */
record Watermarks(int everyEvents, long lagMillis, long tailMillis) implements Serializable {
  /** Time stands still: nothing decays without an arrival of its key. */
  static final Watermarks WITHHELD = new Watermarks(0, 0, 0);

  /**
   * Before every fourth event, one millisecond before it, and at the end until everything has left:
   * hardly an instant of decay is jumped over, and the watermarks themselves do not count much. A
   * live job has thousands of events between two.
   */
  static Watermarks everyInstant(long tailMillis) {
    return new Watermarks(4, 0, tailMillis);
  }

  /** Often enough, and late enough for no event to be late. */
  static Watermarks afterDisorder(Feed feed) {
    return new Watermarks(8, feed.disorderMillis(), 0);
  }

  /** The same, and at the end until all windows of this size are closed. */
  static Watermarks untilClosed(Feed feed, long sizeMillis) {
    return new Watermarks(8, feed.disorderMillis(), feed.disorderMillis() + 2 * sizeMillis);
  }

  Cursor cursor() {
    return new Cursor(this);
  }

  /** Walks along a feed. The clock is one millisecond ahead of the watermark. */
  static final class Cursor {
    private final Watermarks watermarks;
    private long newestMillis;
    private long clockMillis;
    private int untilNext;

    private Cursor(Watermarks watermarks) {
      this.watermarks = watermarks;
    }

    long clockMillis() {
      return clockMillis;
    }

    /** Whether the clock moves before this event. */
    boolean movesBefore(long eventTimeMillis) {
      boolean moves = false;
      if (watermarks.everyEvents > 0 && --untilNext < 0) {
        untilNext = watermarks.everyEvents - 1;
        moves = moveTo(Math.max(newestMillis, eventTimeMillis - 1) - watermarks.lagMillis);
      }
      newestMillis = Math.max(newestMillis, eventTimeMillis);
      return moves;
    }

    /** Whether the clock moves at the end of the input. */
    boolean movesAtEnd() {
      return watermarks.everyEvents > 0 && moveTo(newestMillis + watermarks.tailMillis);
    }

    private boolean moveTo(long wantedMillis) {
      boolean moves = wantedMillis > clockMillis;
      clockMillis = Math.max(clockMillis, wantedMillis);
      return moves;
    }
  }
}
