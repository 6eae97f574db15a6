package dev.recency.window;

import dev.recency.operator.KeyContext;
import dev.recency.operator.LiveHeader;
import dev.recency.operator.Outcome;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The chunk store of one key, in memory; nothing else of a host. */
public final class ChunkMap implements KeyContext {
  private final Map<Long, byte[]> chunks = new TreeMap<>();
  private int largestBytes;

  /** Number of chunks. */
  public int size() {
    return chunks.size();
  }

  /** All chunks together, in bytes. */
  public long totalBytes() {
    return chunks.values().stream().mapToLong(chunk -> chunk.length).sum();
  }

  /** The largest chunk ever written, in bytes. */
  public int largestBytes() {
    return largestBytes;
  }

  @Override
  public byte @Nullable [] chunk(long id) {
    return chunks.get(id);
  }

  @Override
  public void putChunk(long id, byte[] chunk) {
    largestBytes = Math.max(largestBytes, chunk.length);
    chunks.put(id, chunk);
  }

  @Override
  public void deleteChunk(long id) {
    chunks.remove(id);
  }

  @Override
  public byte @Nullable [] header() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void putHeader(byte[] header) {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable LiveHeader liveHeader() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void putHeader(LiveHeader header) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void deleteHeader() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void timer(long atMillis, long rank) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void cancelTimer() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long clock() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long now() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void count(int statement, Outcome outcome) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
    throw new UnsupportedOperationException();
  }
}
