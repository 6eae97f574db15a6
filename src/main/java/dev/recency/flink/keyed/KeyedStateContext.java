package dev.recency.flink.keyed;

import dev.recency.operator.KeyContext;
import dev.recency.operator.LiveHeader;
import dev.recency.operator.Outcome;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The current key's state and timer. Invariant: at most one event-time timer of a key is registered,
 * at {@code timer − 1}, because the clock is one millisecond ahead of the watermark.
 */
final class KeyedStateContext implements KeyContext {
  /** What only the operator around it knows. */
  interface Surroundings {
    long clock();

    long now();

    void count(int statement, Outcome outcome);

    void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis);
  }

  private final ValueState<byte[]> header;
  private final MapState<Long, byte[]> chunks;
  private final ValueState<Long> timer;
  private final InternalTimerService<VoidNamespace> timers;
  private final Surroundings surroundings;

  KeyedStateContext(
      ValueState<byte[]> header,
      MapState<Long, byte[]> chunks,
      ValueState<Long> timer,
      InternalTimerService<VoidNamespace> timers,
      Surroundings surroundings) {
    this.header = header;
    this.chunks = chunks;
    this.timer = timer;
    this.timers = timers;
    this.surroundings = surroundings;
  }

  /** Takes the timer if it is due: true once per timer. */
  boolean takeDueTimer() {
    Long at = timerAt();
    if (at == null || at > surroundings.clock()) {
      return false;
    }
    cancelTimer();
    return true;
  }

  @Override
  public byte @Nullable [] header() {
    return read(header);
  }

  @Override
  public void putHeader(byte[] bytes) {
    write(header, bytes);
  }

  @Override
  public @Nullable LiveHeader liveHeader() {
    return null;
  }

  @Override
  public void putHeader(LiveHeader live) {
    write(header, live.toBytes());
  }

  @Override
  public void deleteHeader() {
    header.clear();
  }

  @Override
  public byte @Nullable [] chunk(long id) {
    try {
      return chunks.get(id);
    } catch (Exception e) {
      throw new FlinkRuntimeException("state of a key cannot be read", e);
    }
  }

  @Override
  public void putChunk(long id, byte[] chunk) {
    try {
      chunks.put(id, chunk);
    } catch (Exception e) {
      throw new FlinkRuntimeException("state of a key cannot be written", e);
    }
  }

  @Override
  public void deleteChunk(long id) {
    try {
      chunks.remove(id);
    } catch (Exception e) {
      throw new FlinkRuntimeException("state of a key cannot be written", e);
    }
  }

  @Override
  public void timer(long atMillis) {
    Long before = timerAt();
    if (before == null || before != atMillis) {
      cancelTimer();
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, atMillis - 1);
      write(timer, atMillis);
    }
  }

  @Override
  public void cancelTimer() {
    Long at = timerAt();
    if (at != null) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, at - 1);
      timer.clear();
    }
  }

  private @Nullable Long timerAt() {
    return read(timer);
  }

  @Override
  public long clock() {
    return surroundings.clock();
  }

  @Override
  public long now() {
    return surroundings.now();
  }

  @Override
  public void count(int statement, Outcome outcome) {
    surroundings.count(statement, outcome);
  }

  @Override
  public void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
    surroundings.emit(statement, row, kind, asOfMillis, arrivalMillis);
  }

  @SuppressWarnings("NullAway") // Flink's value of an absent key is null
  private static <T> @Nullable T read(ValueState<T> state) {
    try {
      return state.value();
    } catch (IOException e) {
      throw new UncheckedIOException("state of a key cannot be read", e);
    }
  }

  private static <T> void write(ValueState<T> state, T value) {
    try {
      state.update(value);
    } catch (IOException e) {
      throw new UncheckedIOException("state of a key cannot be written", e);
    }
  }
}
