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
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a keyed operator with the state of its keys: the simulator's counterpart of a
 * Flink subtask. Timers fire by ascending time, then rank, then the bytes of the encoded keys, then in
 * the order in which they were set; one call per timer, also where a key sets its own anew. Live
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

  private final KeyedOperator operator;
  private final SqlType.Struct keyType;
  private final Function<Row, byte[]> encoding;
  private final Output output;
  private final BooleanSupplier forgets;
  private final Map<StructValue, KeyState> keys = new LinkedHashMap<>();
  private final Timers timers = new Timers();
  private @Nullable StateSize size;
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
    this(operator, keyType, key -> new byte[0], output, forgets);
  }

  /**
   * The same whose timers of one time and rank come by the bytes of their keys.
   *
   * @param encoding of the GROUP BY values
   */
  public KeySpace(
      KeyedOperator operator,
      SqlType.Struct keyType,
      Function<Row, byte[]> encoding,
      Output output,
      BooleanSupplier forgets) {
    this.encoding = encoding;
    this.operator = operator;
    this.keyType = keyType;
    this.output = output;
    this.forgets = forgets;
  }

  /** Measures the state from now on, before the first record. */
  void measure(StateSize measured) {
    size = measured;
  }

  /** Hands a record to the operator. */
  public void process(KeyedRecord record) {
    StructValue key = KeyState.identity(record.key(), keyType);
    KeyState state =
        keys.computeIfAbsent(
            key, each -> new KeyState(each, record.key(), encoding.apply(record.key())));
    operator.onRecord(record, new Context(state));
    settle(state);
    callWhatIsDue();
  }

  /** Moves the clock, never back, and calls every timer that has come. */
  public void advance(long clockMillis, long nowMillis) {
    clock = Math.max(clock, clockMillis);
    now = Math.max(now, nowMillis);
    callWhatIsDue();
  }

  private void callWhatIsDue() {
    for (KeyState due = timers.take(clock); due != null; due = timers.take(clock)) {
      operator.onTimer(due.row(), new Context(due));
      settle(due);
    }
  }

  /** Takes note of what a call left of a key. */
  private void settle(KeyState state) {
    if (state.live != null && forgets.getAsBoolean()) {
      state.header = state.live.toBytes();
      state.live = null;
    }
    if (size != null) {
      size.count(state);
    }
    if (state.header == null && state.live == null && state.chunks.isEmpty() && state.due == null) {
      keys.remove(state.key());
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
      state.due = null; // not yet among these timers
      timers.set(state, due, state.dueRank);
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
      timers.set(state, atMillis, rank);
    }

    @Override
    public void cancelTimer() {
      timers.cancel(state);
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
