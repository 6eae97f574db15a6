package dev.recency.accuracy.rule;

import dev.recency.plan.DurationText;

/**
 * How a system forms windows and when it writes. Lengths in milliseconds. Event times of a window
 * are whole milliseconds, so every interval can be said half-open.
 */
public sealed interface WindowRule {
  /** The rule in a few words. */
  String description();

  /** How many windows an event is added to. */
  long windowsPerEvent();

  /** Whether an event waits for a later one before it is in the store. */
  default boolean waits() {
    return false;
  }

  /**
   * Recency's own rule, R1 and R2 of semantics.md §2, on the clock of a replay: {@code (T − size,
   * T]}; a command at each arrival, and one at each instant at which an event leaves, rounded up to
   * a multiple of {@code advanceMillis}.
   */
  record Sliding(long sizeMillis, long advanceMillis) implements WindowRule {
    @Override
    public String description() {
      return "exact sliding window, decays at their instant";
    }

    @Override
    public long windowsPerEvent() {
      return 1;
    }
  }

  /**
   * The same as it lives: time passes with the events of the topic; while it is silent a decay
   * waits until the topic has been silent for {@code idleTimeoutMillis}, and is then {@code
   * idleMarginMillis} late.
   */
  record SlidingLive(
      long sizeMillis, long advanceMillis, long idleTimeoutMillis, long idleMarginMillis)
      implements WindowRule {
    @Override
    public String description() {
      return "exact sliding window, decays wait "
          + DurationText.of(idleTimeoutMillis)
          + " while the topic is silent";
    }

    @Override
    public long windowsPerEvent() {
      return 1;
    }
  }

  /**
   * ksqlDB's HOPPING with EMIT FINAL: {@code [start, start + size)}, start a multiple of the hop and
   * not below 0. A window is written when the data clock reaches its end plus the grace, and takes
   * in what arrives before that.
   */
  record Hopping(long sizeMillis, long hopMillis, long graceMillis) implements WindowRule {
    @Override
    public String description() {
      return "hopping by " + DurationText.of(hopMillis) + ", written when the window closes";
    }

    @Override
    public long windowsPerEvent() {
      return (sizeMillis + hopMillis - 1) / hopMillis;
    }

    @Override
    public boolean waits() {
      return true;
    }
  }

  /**
   * ksqlDB's TUMBLING with EMIT CHANGES: {@code [start, start + size)}, start a multiple of the
   * size; written at each event. What comes when the data clock has reached the end plus the grace
   * is lost.
   */
  record Tumbling(long sizeMillis, long graceMillis) implements WindowRule {
    private static final long DAY_MILLIS = 86_400_000;

    /** With ksqlDB's grace if none is given: 24 hours less the size. */
    public static Tumbling ofSize(long sizeMillis) {
      return new Tumbling(sizeMillis, Math.max(0, DAY_MILLIS - sizeMillis));
    }

    @Override
    public String description() {
      return "tumbling, written at each event";
    }

    @Override
    public long windowsPerEvent() {
      return 1;
    }
  }

  /**
   * Chronon's windows: the newest event counts at once, the far end moves in hops: {@code
   * [round(T − size), T]}, rounded down. The value is formed when it is read, so it decays without
   * an event, a hop late at most. (Chronon leaves out an event of the very millisecond of the read;
   * here it is in, so that a reader sees it at once.)
   */
  record Sawtooth(long sizeMillis, long hopMillis) implements WindowRule {
    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    /** Chronon's hop for a length: 5 min; 1 h from 12 h on; 1 d from 12 d on. */
    public static Sawtooth ofSize(long sizeMillis) {
      if (sizeMillis >= 12 * DAY_MILLIS) {
        return new Sawtooth(sizeMillis, DAY_MILLIS);
      }
      return new Sawtooth(
          sizeMillis, sizeMillis >= 12 * HOUR_MILLIS ? HOUR_MILLIS : 5 * MINUTE_MILLIS);
    }

    @Override
    public String description() {
      return "sawtooth: far end rounded down to " + DurationText.of(hopMillis);
    }

    @Override
    public long windowsPerEvent() {
      return 1;
    }
  }

  /**
   * Counters per bucket of time, added up over every bucket that overlaps {@code (T − size, T]} when
   * the value is read.
   */
  record Buckets(long sizeMillis, long bucketMillis) implements WindowRule {
    @Override
    public String description() {
      return "all buckets of " + DurationText.of(bucketMillis) + " that overlap the window";
    }

    @Override
    public long windowsPerEvent() {
      return 1;
    }
  }

  /**
   * Flink SQL's {@code OVER (… RANGE size PRECEDING)}: {@code [t − size, t]} at each event, written
   * when the watermark has passed it; late events are dropped, nothing ever decays.
   */
  record Over(long sizeMillis) implements WindowRule {
    @Override
    public String description() {
      return "OVER … PRECEDING: one row per event, never decays";
    }

    @Override
    public long windowsPerEvent() {
      return 1;
    }

    @Override
    public boolean waits() {
      return true;
    }
  }

  /** A system that says nothing about its rule. It has no model. */
  record Unknown() implements WindowRule {
    @Override
    public String description() {
      return "unknown";
    }

    @Override
    public long windowsPerEvent() {
      return 1;
    }
  }
}
