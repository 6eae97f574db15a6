package dev.recency.operator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The clocks of one source topic in one reader. Plain arithmetic: every time is passed in.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>No clock ever goes back, neither per partition nor the minimum over them.
 *   <li>The data clock follows the data alone: it is the minimum, over the partitions that hold a
 *       record, of the largest event time of each, idle and ended ones included. A partition
 *       without a record holds it back until it is known to be empty: read to its end, and live
 *       also idle.
 *   <li>The live clock is the minimum over all assigned partitions, where one that is idle and read
 *       to its end has reached now minus the margin.
 *   <li>In a replay, where one reader merges all partitions, the clock of EMIT CHANGES is {@link
 *       #mergedClock}: before a record the host moves it to {@link #mergedClockBefore}.
 *   <li>A snapshot restored under any other assignment loses nothing: what is not assigned here is
 *       handed on with the next snapshot.
 * </ol>
 *
 * <p>Only accepted records are told: one that was rejected neither moves a clock nor breaks a
 * silence, so that garbage cannot stop values from decaying. Time: O(1) per record, O(partitions)
 * per reading of a minimum. Not thread-safe.
 */
public final class PartitionClocks {
  /** The reading of a clock that no record has moved yet. */
  public static final long NONE = Long.MIN_VALUE;

  private final ClockOptions options;
  private final Mode mode;
  private final Map<Integer, Reading> assigned = new TreeMap<>();
  private final Map<Integer, PartitionClock> unassigned = new TreeMap<>();
  private long dataClock = NONE;
  private long liveClock = NONE;
  private long mergedClock = NONE;

  /** Whether idle rules hold. */
  public enum Mode {
    /** Unbounded input: silence is judged by the wall clock. */
    LIVE,
    /** Bounded input: nothing is ever idle. */
    REPLAY
  }

  public PartitionClocks(ClockOptions options, Mode mode) {
    this.options = options;
    this.mode = mode;
  }

  /** The reader has been given this partition; it continues at its restored clock, if any. */
  public void assigned(int partition, long nowMillis) {
    if (!assigned.containsKey(partition)) {
      Reading reading = new Reading(nowMillis);
      PartitionClock restored = unassigned.remove(partition);
      if (restored != null) {
        reading.dataMillis = restored.dataMillis();
        reading.liveMillis = restored.liveMillis();
        reading.ended = restored.ended();
      }
      assigned.put(partition, reading);
    }
  }

  /** The partition has been taken away; another reader continues it. */
  public void revoked(int partition) {
    assigned.remove(partition);
    unassigned.remove(partition);
  }

  /** The partition will never bring another record. It stays in the data clock. */
  public void ended(int partition, long nowMillis) {
    assigned(partition, nowMillis);
    reading(partition).ended = true;
  }

  /** Whether the reader has nothing left to read of the partition at this moment. */
  public void readToEnd(int partition, boolean atEnd) {
    reading(partition).readToEnd = atEnd;
  }

  /** An accepted record. Also assigns the partition if nobody has. */
  public void record(int partition, long eventTimeMillis, long nowMillis) {
    assigned(partition, nowMillis);
    Reading reading = reading(partition);
    reading.dataMillis = Math.max(reading.dataMillis, eventTimeMillis);
    reading.liveMillis = Math.max(reading.liveMillis, eventTimeMillis);
    reading.lastRecordMillis = nowMillis;
    mergedClock = Math.max(mergedClock, eventTimeMillis);
  }

  /**
   * An accepted record, as {@link #record} takes it. A partition without a clock begins at the data
   * clock, so that it does not fall behind what may have been emitted without it.
   *
   * @return the clock of the partition, the record included
   */
  public long accept(int partition, long eventTimeMillis, long nowMillis) {
    long own = partitionClock(partition);
    long before = own == NONE ? dataClock(nowMillis) : own;
    long after = Math.max(before, eventTimeMillis);
    record(partition, after, nowMillis);
    return after;
  }

  /** No partition known here will bring another record. */
  public void allEnded(long nowMillis) {
    List.copyOf(assigned.keySet()).forEach(partition -> ended(partition, nowMillis));
  }

  /** The largest event time of the partition so far, or {@link #NONE}: what its rows carry. */
  public long partitionClock(int partition) {
    Reading reading = assigned.get(partition);
    return reading == null ? NONE : reading.dataMillis;
  }

  /** The data clock, or {@link #NONE} while a partition without a record may still bring one. */
  public long dataClock(long nowMillis) {
    long minimum = Long.MAX_VALUE;
    for (Reading reading : assigned.values()) {
      if (reading.dataMillis != NONE || !knownEmpty(reading, nowMillis)) {
        minimum = Math.min(minimum, reading.dataMillis);
      }
    }
    if (minimum != Long.MAX_VALUE) {
      dataClock = Math.max(dataClock, minimum);
    }
    return dataClock;
  }

  /** Whether no partition here counts for the data clock: others must not wait for this reader. */
  public boolean dataClockIdle(long nowMillis) {
    return assigned.values().stream()
        .allMatch(reading -> reading.dataMillis == NONE && knownEmpty(reading, nowMillis));
  }

  /** The live clock, or {@link #NONE} while a partition has neither a record nor been silent. */
  public long liveClock(long nowMillis) {
    long minimum = Long.MAX_VALUE;
    for (Reading reading : assigned.values()) {
      if (silent(reading, nowMillis)) {
        long reached = nowMillis - options.idleMarginMillis();
        reading.liveMillis = Math.max(reading.liveMillis, reached);
      }
      minimum = Math.min(minimum, reading.liveMillis);
    }
    if (minimum != Long.MAX_VALUE) {
      liveClock = Math.max(liveClock, minimum);
    }
    return liveClock;
  }

  /** Whether nothing is assigned here: others must not wait for this reader. */
  public boolean liveClockIdle() {
    return assigned.isEmpty();
  }

  /** The largest event time over all partitions: the clock of EMIT CHANGES in a replay. */
  public long mergedClock() {
    return mergedClock;
  }

  /** Where the replay's clock stands before a record of this time is taken in. */
  public long mergedClockBefore(long eventTimeMillis) {
    return eventTimeMillis == Long.MIN_VALUE
        ? mergedClock
        : Math.max(mergedClock, eventTimeMillis - 1);
  }

  /** What a checkpoint must keep, by ascending partition. */
  public List<PartitionClock> snapshot() {
    Map<Integer, PartitionClock> all = new TreeMap<>(unassigned);
    assigned.forEach(
        (partition, reading) ->
            all.put(
                partition,
                new PartitionClock(
                    partition, reading.dataMillis, reading.liveMillis, reading.ended)));
    return new ArrayList<>(all.values());
  }

  /**
   * Takes over what any number of readers had kept; of several readings of a partition the latest
   * counts. To be called before anything is assigned. Partitions that had ended are assigned at
   * once, because nobody will assign them again.
   */
  public void restore(Collection<PartitionClock> clocks, long nowMillis) {
    if (!assigned.isEmpty()) {
      throw new IllegalStateException("clocks are restored before partitions are assigned");
    }
    for (PartitionClock clock : clocks) {
      unassigned.merge(clock.partition(), clock, PartitionClock::latest);
      mergedClock = Math.max(mergedClock, clock.dataMillis());
    }
    List<Integer> ended =
        unassigned.values().stream()
            .filter(PartitionClock::ended)
            .map(PartitionClock::partition)
            .toList();
    ended.forEach(partition -> assigned(partition, nowMillis));
  }

  private Reading reading(int partition) {
    Reading reading = assigned.get(partition);
    if (reading == null) {
      throw new IllegalStateException("partition [" + partition + "] is not assigned here");
    }
    return reading;
  }

  private boolean knownEmpty(Reading reading, long nowMillis) {
    boolean atEnd = reading.readToEnd || reading.ended;
    return atEnd && (mode == Mode.REPLAY || idle(reading, nowMillis));
  }

  private boolean silent(Reading reading, long nowMillis) {
    boolean atEnd = reading.readToEnd || reading.ended;
    return mode == Mode.LIVE && atEnd && idle(reading, nowMillis);
  }

  private boolean idle(Reading reading, long nowMillis) {
    return nowMillis - reading.lastRecordMillis >= options.idleTimeoutMillis();
  }

  private static final class Reading {
    private long dataMillis = NONE;
    private long liveMillis = NONE;
    private long lastRecordMillis;
    private boolean readToEnd;
    private boolean ended;

    private Reading(long assignedMillis) {
      lastRecordMillis = assignedMillis;
    }
  }
}
