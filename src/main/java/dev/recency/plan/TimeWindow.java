package dev.recency.plan;

import dev.recency.plan.SlidingWindow.Emit;

/**
 * ksqlDB's own windows: TUMBLING, HOPPING and SESSION. Lengths in milliseconds; what an interval
 * holds stands with each kind.
 */
public sealed interface TimeWindow {
  /** When rows are emitted. */
  Emit emit();

  /** How long after its end a window still takes in events, on the clock of their partition. */
  long graceMillis();

  /**
   * RETENTION: how long ksqlDB keeps a window behind the newest one; without the clause as long as
   * the window takes in events. What Recency writes does not depend on it; what ksqlDB writes does.
   */
  long retentionMillis();

  /** What the keys of its results end with. */
  KeyWindow keyWindow();

  /**
   * Whether no window that is open any more could take in an event.
   *
   * @param partitionClockMillis the clock of the event's partition, the event included
   */
  boolean late(long eventTimeMillis, long partitionClockMillis);

  /**
   * TUMBLING and HOPPING: windows {@code [start, start + sizeMillis)}, start a multiple of {@code
   * advanceMillis} and not below 0. An event of time t is in those from {@code max(0, t − size +
   * advance) / advance * advance} to t. A window is closed once {@code clock >= start + size +
   * grace}.
   *
   * @param sizeMillis above 0
   * @param advanceMillis above 0, at most {@code sizeMillis}; TUMBLING: equal to it
   */
  record Hopping(
      long sizeMillis, long advanceMillis, Emit emit, long graceMillis, long retentionMillis)
      implements TimeWindow {
    /** A window without RETENTION. */
    public Hopping(long sizeMillis, long advanceMillis, Emit emit, long graceMillis) {
      this(sizeMillis, advanceMillis, emit, graceMillis, sizeMillis + graceMillis);
    }

    /** Whether each event is in exactly one window. */
    public boolean tumbling() {
      return sizeMillis == advanceMillis;
    }

    /** In how many windows an event is at most. */
    public long windowsPerEvent() {
      return (sizeMillis + advanceMillis - 1) / advanceMillis;
    }

    @Override
    public KeyWindow keyWindow() {
      return new KeyWindow.Sized(sizeMillis);
    }

    /** Whether the last window of the event was closed. */
    @Override
    public boolean late(long eventTimeMillis, long partitionClockMillis) {
      long lastStart = eventTimeMillis / advanceMillis * advanceMillis;
      return partitionClockMillis - graceMillis - sizeMillis >= lastStart;
    }
  }

  /**
   * SESSION: from its first to its last event, both inclusive; events no more than {@code gapMillis}
   * apart are in one. A session is closed once {@code clock > end + gap + grace}.
   *
   * @param gapMillis above 0
   */
  record Session(long gapMillis, Emit emit, long graceMillis, long retentionMillis)
      implements TimeWindow {
    /** A window without RETENTION. */
    public Session(long gapMillis, Emit emit, long graceMillis) {
      this(gapMillis, emit, graceMillis, gapMillis + graceMillis);
    }

    @Override
    public KeyWindow keyWindow() {
      return new KeyWindow.Session();
    }

    /** Never: which session an event is in shows only at its key. */
    @Override
    public boolean late(long eventTimeMillis, long partitionClockMillis) {
      return false;
    }
  }
}
