package dev.recency.window;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.LiveHeader;
import dev.recency.operator.Outcome;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A host of one key that measures every access to the key's state. */
public final class MeasuredContext implements KeyContext {
  private static final long NO_TIMER = Long.MAX_VALUE;

  private final Map<Long, byte[]> chunks = new HashMap<>();
  private byte @Nullable [] header;
  private @Nullable LiveHeader live;
  private long timerMillis = NO_TIMER;
  private long clockMillis;
  private int largestHeaderBytes;
  private int largestChunkBytes;
  private long accesses;
  private long rows;
  private @Nullable Row lastRow;

  /** Moves the clock and calls the operator as long as the key's timer has come. */
  public void advance(KeyedOperator operator, Row key, long toMillis) {
    clockMillis = Math.max(clockMillis, toMillis);
    while (timerMillis <= clockMillis) {
      timerMillis = NO_TIMER;
      operator.onTimer(key, this);
    }
  }

  /** Takes the bytes of the header, as before a checkpoint. */
  public void snapshot() {
    if (live != null) {
      putHeader(live.toBytes());
    }
  }

  /** Takes the bytes of the header and lets go of its live form. */
  public void evict() {
    snapshot();
    live = null;
  }

  /** Bytes of header and chunks, without keys. */
  public long storedBytes() {
    long bytes = header == null ? 0 : header.length;
    for (byte[] chunk : chunks.values()) {
      bytes += chunk.length;
    }
    return bytes;
  }

  /** Bytes of the largest header that was read or written. */
  public int largestHeaderBytes() {
    return largestHeaderBytes;
  }

  /** Bytes of the largest chunk that was read or written. */
  public int largestChunkBytes() {
    return largestChunkBytes;
  }

  /** How often a chunk was read or written. */
  public long chunkAccesses() {
    return accesses;
  }

  /** Whether nothing is stored and no timer is set. */
  public boolean empty() {
    return header == null && live == null && chunks.isEmpty() && timerMillis == NO_TIMER;
  }

  /** How many rows were emitted. */
  public long rows() {
    return rows;
  }

  /** The row that was emitted last. */
  public Row lastRow() {
    return Objects.requireNonNull(lastRow, "no row was emitted");
  }

  @Override
  public byte @Nullable [] header() {
    if (header != null) {
      largestHeaderBytes = Math.max(largestHeaderBytes, header.length);
    }
    return header;
  }

  @Override
  public void putHeader(byte[] bytes) {
    largestHeaderBytes = Math.max(largestHeaderBytes, bytes.length);
    header = bytes;
  }

  @Override
  public @Nullable LiveHeader liveHeader() {
    return live;
  }

  @Override
  public void putHeader(LiveHeader changed) {
    live = changed;
  }

  @Override
  public void deleteHeader() {
    header = null;
    live = null;
  }

  @Override
  public byte @Nullable [] chunk(long id) {
    byte[] chunk = chunks.get(id);
    if (chunk != null) {
      measure(chunk);
    }
    return chunk;
  }

  @Override
  public void putChunk(long id, byte[] chunk) {
    measure(chunk);
    chunks.put(id, chunk);
  }

  private void measure(byte[] chunk) {
    accesses++;
    largestChunkBytes = Math.max(largestChunkBytes, chunk.length);
  }

  @Override
  public void deleteChunk(long id) {
    chunks.remove(id);
  }

  @Override
  public void timer(long atMillis, long rank) {
    timerMillis = atMillis;
  }

  @Override
  public void cancelTimer() {
    timerMillis = NO_TIMER;
  }

  @Override
  public long clock() {
    return clockMillis;
  }

  @Override
  public long now() {
    return clockMillis;
  }

  @Override
  public void count(int statement, Outcome outcome) {}

  @Override
  public void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
    rows++;
    lastRow = row;
  }
}
