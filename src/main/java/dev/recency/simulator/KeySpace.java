package dev.recency.simulator;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.LiveHeader;
import dev.recency.operator.Outcome;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a keyed operator with the state of its keys: the simulator's counterpart of a
 * Flink subtask. Timers fire by ascending time, then in the order in which their keys came. Live
 * headers are kept between calls; a snapshot takes their bytes.
 */
public final class KeySpace {
  /** Where emitted rows go. */
  @FunctionalInterface
  public interface Output {
    /** A row, as {@link KeyContext#emit} got it. */
    void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis);

    /** What became of a record, as {@link KeyContext#count} got it. */
    default void count(int statement, Outcome outcome) {}
  }

  private record Timer(long atMillis, long sequence, KeyState state) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      int byTime = Long.compare(atMillis, other.atMillis);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  private final KeyedOperator operator;
  private final SqlType.Struct keyType;
  private final Output output;
  private final BooleanSupplier forgets;
  private final Map<StructValue, KeyState> keys = new LinkedHashMap<>();
  private final TreeSet<Timer> timers = new TreeSet<>();
  private long sequence;
  private long clock = Long.MIN_VALUE;
  private long now = Long.MIN_VALUE;

  /**
   * An instance without state.
   *
   * @param keyType STRUCT of the GROUP BY columns
   */
  public KeySpace(KeyedOperator operator, SqlType.Struct keyType, Output output) {
    this(operator, keyType, output, () -> false);
  }

  /**
   * An instance without state that does what a host may do at any moment: forget the live form of a
   * header, so that the next call begins with its bytes.
   *
   * @param forgets asked after each call
   */
  public KeySpace(
      KeyedOperator operator, SqlType.Struct keyType, Output output, BooleanSupplier forgets) {
    this.operator = operator;
    this.keyType = keyType;
    this.output = output;
    this.forgets = forgets;
  }

  /** Hands a record to the operator. */
  public void process(KeyedRecord record) {
    StructValue key = KeyState.identity(record.key(), keyType);
    KeyState state = keys.computeIfAbsent(key, each -> new KeyState(each, record.key()));
    operator.onRecord(record, new Context(state));
    forgetLiveForm(state);
    callWhileDue(state);
    forgetIfEmpty(state);
  }

  /** Moves the clock, never back, and calls every timer that has come. */
  public void advance(long clockMillis, long nowMillis) {
    clock = Math.max(clock, clockMillis);
    now = Math.max(now, nowMillis);
    while (!timers.isEmpty() && timers.first().atMillis() <= clock) {
      KeyState state = timers.first().state();
      callWhileDue(state);
      forgetIfEmpty(state);
    }
  }

  private void callWhileDue(KeyState state) {
    for (Long due = state.due; due != null && due <= clock; due = state.due) {
      cancel(state);
      operator.onTimer(state.row(), new Context(state));
      forgetLiveForm(state);
    }
  }

  private void forgetLiveForm(KeyState state) {
    LiveHeader live = state.live;
    if (live != null && forgets.getAsBoolean()) {
      state.header = live.toBytes();
      state.live = null;
    }
  }

  /** Keys that have a header, a chunk or a timer. */
  public int keysWithState() {
    return keys.size();
  }

  /** Timers that are set: at most one per key. */
  public int timers() {
    return timers.size();
  }

  /** A copy of all state. */
  public KeySpaceSnapshot snapshot() {
    Map<StructValue, KeyState> copies = new LinkedHashMap<>();
    keys.forEach((key, state) -> copies.put(key, state.copy()));
    return new KeySpaceSnapshot(Collections.unmodifiableMap(copies), clock);
  }

  /** Takes over the state of any number of instances; the clock is the largest of theirs. */
  public void restore(Collection<KeySpaceSnapshot> snapshots) {
    if (!keys.isEmpty()) {
      throw new IllegalStateException("state is restored before the first record");
    }
    for (KeySpaceSnapshot snapshot : snapshots) {
      clock = Math.max(clock, snapshot.clockMillis());
      snapshot.keys().forEach(this::adopt);
    }
  }

  private void adopt(StructValue key, KeyState original) {
    KeyState state = original.copy();
    if (keys.put(key, state) != null) {
      throw new IllegalStateException("a key has state in two instances");
    }
    Long due = state.due;
    if (due != null) {
      timers.add(new Timer(due, state.timerSequence = sequence++, state));
    }
  }

  private void cancel(KeyState state) {
    Long due = state.due;
    if (due != null) {
      timers.remove(new Timer(due, state.timerSequence, state));
      state.due = null;
    }
  }

  private void forgetIfEmpty(KeyState state) {
    if (state.header == null && state.live == null && state.chunks.isEmpty() && state.due == null) {
      keys.remove(state.key());
    }
  }

  private final class Context implements KeyContext {
    private final KeyState state;

    private Context(KeyState state) {
      this.state = state;
    }

    @Override
    public byte @Nullable [] header() {
      return state.header;
    }

    @Override
    public void putHeader(byte[] header) {
      state.header = header;
      state.live = null;
    }

    @Override
    public void deleteHeader() {
      state.header = null;
      state.live = null;
    }

    @Override
    public byte @Nullable [] chunk(long id) {
      return state.chunks.get(id);
    }

    @Override
    public void putChunk(long id, byte[] chunk) {
      state.chunks.put(id, chunk);
    }

    @Override
    public void deleteChunk(long id) {
      state.chunks.remove(id);
    }

    @Override
    public void timer(long atMillis, long rank) {
      cancel(state);
      state.due = atMillis;
      timers.add(new Timer(atMillis, state.timerSequence = sequence++, state));
    }

    @Override
    public void cancelTimer() {
      cancel(state);
    }

    @Override
    public long clock() {
      return clock;
    }

    @Override
    public long now() {
      return now;
    }

    @Override
    public @Nullable LiveHeader liveHeader() {
      return state.live;
    }

    @Override
    public void putHeader(LiveHeader header) {
      state.live = header;
      state.header = null;
    }

    @Override
    public void count(int statement, Outcome outcome) {
      output.count(statement, outcome);
    }

    @Override
    public void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
      output.emit(statement, row, kind, asOfMillis, arrivalMillis);
    }
  }
}
