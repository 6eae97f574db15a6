package dev.recency.flink.table;

import dev.recency.flink.keyed.KeyedElement;
import dev.recency.flink.keyed.StateSizes;
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
  private final StateSizes sizes;
  private @Nullable KeyedElement cause;
  private byte @Nullable [] header;
  private boolean read;

  /**
   * @param headers of the key that Flink has selected
   * @param sizes is told what becomes of headers
   * @param rows takes each row that is emitted, with the element that caused it
   */
  ElementContext(ValueState<byte[]> headers, StateSizes sizes, BiConsumer<Row, KeyedElement> rows) {
    this.headers = headers;
    this.sizes = sizes;
    this.rows = rows;
  }

  /** The context in which this element is worked on. */
  ElementContext of(KeyedElement element) {
    cause = element;
    read = false;
    return this;
  }

  private KeyedElement cause() {
    return Objects.requireNonNull(cause, "no element is being worked on");
  }

  @Override
  public byte @Nullable [] header() {
    if (read) {
      return header;
    }
    try {
      header = headers.value();
      read = true;
      return header;
    } catch (IOException e) {
      throw new FlinkRuntimeException("keyed state cannot be read", e);
    }
  }

  @Override
  public void putHeader(byte[] bytes) {
    byte[] before = header();
    int moreBytes = bytes.length - (before == null ? 0 : before.length);
    sizes.changed(cause().key().hashCode(), before == null ? 1 : 0, moreBytes);
    try {
      headers.update(bytes);
      header = bytes;
    } catch (IOException e) {
      throw new FlinkRuntimeException("keyed state cannot be written", e);
    }
  }

  @Override
  public void deleteHeader() {
    byte[] before = header();
    if (before != null) {
      sizes.changed(cause().key().hashCode(), -1, -before.length);
    }
    headers.clear();
    header = null;
  }

  @Override
  public void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
    rows.accept(row, cause());
  }

  @Override
  public @Nullable LiveHeader liveHeader() {
    return null;
  }

  @Override
  public void putHeader(LiveHeader live) {
    putHeader(live.toBytes());
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
    return cause().arrivalMillis();
  }

  /** Whoever reads the table has counted its record. */
  @Override
  public void count(int statement, Outcome outcome) {}

  private static IllegalStateException keepsOnlyAHeader() {
    return new IllegalStateException("the rows of a table have neither chunks nor timers");
  }
}
