package dev.recency.simulator;

import dev.recency.operator.LiveHeader;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that {@link KeySpace} keeps of one key. */
final class KeyState {
  private final StructValue key;
  private final Row row;
  byte @Nullable [] header;
  @Nullable LiveHeader live;
  final Map<Long, byte[]> chunks = new TreeMap<>();
  final byte[] encoded;
  @Nullable Long due;
  long dueRank;
  long timerSequence;
  long countedBytes;

  /**
   * @param encoded the key as the sink writes it: the last word on the order of timers
   */
  KeyState(StructValue key, Row row, byte[] encoded) {
    this.key = key;
    this.row = row;
    this.encoded = encoded;
  }

  /** What two rows of the same key have in common; rows themselves are compared by identity. */
  static StructValue identity(Row row, SqlType.Struct type) {
    @Nullable Object[] values = new @Nullable Object[row.size()];
    for (int slot = 0; slot < values.length; slot++) {
      values[slot] = row.get(slot, type.fields().get(slot).type());
    }
    return StructValue.of(values);
  }

  StructValue key() {
    return key;
  }

  Row row() {
    return row;
  }

  /**
   * Bytes of the entries that a host keeps of the key, each with the key: the header with the due
   * time, the timer with its time, each chunk with its number.
   */
  long sizeBytes() {
    byte[] bytes = live == null ? header : live.toBytes();
    long entry = encoded.length + Long.BYTES;
    long size = bytes == null ? 0 : entry + bytes.length;
    size += due == null ? 0 : entry;
    for (byte[] chunk : chunks.values()) {
      size += entry + chunk.length;
    }
    return size;
  }

  /** The arrays are shared: whoever wrote them never changes them. */
  KeyState copy() {
    KeyState copy = new KeyState(key, row, encoded);
    LiveHeader kept = live;
    copy.header = kept == null ? header : kept.toBytes();
    copy.chunks.putAll(chunks);
    copy.due = due;
    copy.dueRank = dueRank;
    return copy;
  }
}
