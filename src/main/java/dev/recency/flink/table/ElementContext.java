package dev.recency.flink.table;

import dev.recency.flink.keyed.KeyedElement;
import dev.recency.operator.KeyContext;
import dev.recency.operator.LiveHeader;
import dev.recency.operator.Outcome;
import dev.recency.operator.PartitionClocks;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.io.IOException;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The world of an operator that keeps one header per key and nothing else: no chunks, no timer, no
 * clock. It is read from state and written through.
 */
final class ElementContext implements KeyContext {
  private final ValueState<byte[]> headers;
  private final BiConsumer<Row, KeyedElement> rows;
  private @Nullable KeyedElement cause;

  /**
   * @param headers of the key that Flink has selected
   * @param rows takes each row that is emitted, with the element that caused it
   */
  ElementContext(ValueState<byte[]> headers, BiConsumer<Row, KeyedElement> rows) {
    this.headers = headers;
    this.rows = rows;
  }

  /** The context in which this element is worked on. */
  ElementContext of(KeyedElement element) {
    cause = element;
    return this;
  }

  @Override
  public byte @Nullable [] header() {
    try {
      return headers.value();
    } catch (IOException e) {
      throw new FlinkRuntimeException("keyed state cannot be read", e);
    }
  }

  @Override
  public void putHeader(byte[] header) {
    try {
      headers.update(header);
    } catch (IOException e) {
      throw new FlinkRuntimeException("keyed state cannot be written", e);
    }
  }

  @Override
  public void deleteHeader() {
    headers.clear();
  }

  @Override
  public void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
    rows.accept(row, Objects.requireNonNull(cause, "no element is being worked on"));
  }

  @Override
  public @Nullable LiveHeader liveHeader() {
    return null;
  }

  @Override
  public void putHeader(LiveHeader header) {
    putHeader(header.toBytes());
  }

  @Override
  public byte @Nullable [] chunk(long id) {
    return null;
  }

  @Override
  public void putChunk(long id, byte[] chunk) {
    throw keepsOnlyAHeader();
  }

  @Override
  public void deleteChunk(long id) {
    throw keepsOnlyAHeader();
  }

  @Override
  public void timer(long atMillis, long rank) {
    throw keepsOnlyAHeader();
  }

  @Override
  public void cancelTimer() {}

  @Override
  public long clock() {
    return PartitionClocks.NONE;
  }

  @Override
  public long now() {
    return Objects.requireNonNull(cause, "no element is being worked on").arrivalMillis();
  }

  /** Whoever reads the table has counted its record. */
  @Override
  public void count(int statement, Outcome outcome) {}

  private static IllegalStateException keepsOnlyAHeader() {
    return new IllegalStateException("the rows of a table have neither chunks nor timers");
  }
}
