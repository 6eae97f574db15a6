package dev.recency.accuracy.event;

import dev.recency.accuracy.column.LongColumn;
import dev.recency.accuracy.column.Search;
import java.util.Arrays;

/**
 * How far the data clock had gone at each arrival: the smallest, over the partitions seen so far,
 * of the largest event times. Both columns ascend. A partition that first shows up later would pull
 * the minimum back; the clock then stands still instead.
 */
public final class Timeline {
  /** Answered where the clock never gets that far. */
  public static final long NEVER = Long.MAX_VALUE;

  private final long[] arrivals;
  private final long[] clocks;

  private Timeline(long[] arrivals, long[] clocks) {
    this.arrivals = arrivals;
    this.clocks = clocks;
  }

  /** The clock at an instant of the arrival clock; {@code Long.MIN_VALUE} before all events. */
  public long clockAt(long instantMillis) {
    int after = Search.firstAbove(arrivals, 0, arrivals.length, instantMillis);
    return after == 0 ? Long.MIN_VALUE : clocks[after - 1];
  }

  /** The arrival with which the clock reached this event time, or {@link #NEVER}. */
  public long reachedAt(long eventTimeMillis) {
    int place = placeReaching(eventTimeMillis);
    return place == arrivals.length ? NEVER : arrivals[place];
  }

  /** The place of the arrival with which the clock reached this event time, or {@link #size}. */
  public int placeReaching(long eventTimeMillis) {
    return Search.firstAtLeast(clocks, 0, clocks.length, eventTimeMillis);
  }

  /** The place behind the last arrival at or before this instant. */
  public int placeAfter(long instantMillis) {
    return Search.firstAbove(arrivals, 0, arrivals.length, instantMillis);
  }

  /** The arrival at a place. */
  public long arrival(int place) {
    return arrivals[place];
  }

  /** The clock with the arrival at a place. */
  public long clock(int place) {
    return clocks[place];
  }

  /** Number of arrivals. */
  public int size() {
    return arrivals.length;
  }

  /** Takes arrivals one after the other. */
  static final class Builder {
    private final LongColumn arrivals = new LongColumn();
    private final LongColumn clocks = new LongColumn();
    private long[] partitions = new long[0];
    private boolean[] seen = new boolean[0];
    private long arrival = Long.MIN_VALUE;
    private long clock = Long.MIN_VALUE;

    /** The clock of one partition so far; {@code Long.MIN_VALUE} if it has none. */
    long partitionClock(int partition) {
      return partition < seen.length && seen[partition] ? partitions[partition] : Long.MIN_VALUE;
    }

    /** The clock so far. */
    long clock() {
      return clock;
    }

    void add(int partition, long eventTimeMillis, long arrivalMillis) {
      if (partition >= seen.length) {
        partitions = Arrays.copyOf(partitions, partition + 1);
        seen = Arrays.copyOf(seen, partition + 1);
      }
      partitions[partition] = Math.max(partitionClock(partition), eventTimeMillis);
      seen[partition] = true;
      long smallest = Long.MAX_VALUE;
      for (int each = 0; each < seen.length; each++) {
        smallest = seen[each] ? Math.min(smallest, partitions[each]) : smallest;
      }
      clock = Math.max(clock, smallest);
      arrival = Math.max(arrival, arrivalMillis);
      arrivals.add(arrival);
      clocks.add(clock);
    }

    Timeline build() {
      return new Timeline(arrivals.toArray(), clocks.toArray());
    }
  }
}
