package dev.recency.operator;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.Varint;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a lifetime aggregate keeps of one key, and its bytes: {@code version(1) flags(1)
 * events(varint) newestEvent(8) newestArrival(8) count(2)}, then per aggregate {@code version(1)
 * length(4) bytes}.
 *
 * @param visible whether the last row of this key passed HAVING
 * @param events how many there were so far
 * @param newestEventMillis the largest event time
 * @param newestArrivalMillis the largest arrival
 * @param accumulators one per aggregate
 */
record LifetimeState(
    boolean visible,
    long events,
    long newestEventMillis,
    long newestArrivalMillis,
    List<Object> accumulators) {
  private static final byte VERSION = 2;
  private static final int FIXED_BYTES = 1 + 1 + Long.BYTES + Long.BYTES + Short.BYTES;
  private static final int PER_AGGREGATE_BYTES = 1 + Integer.BYTES;
  private static final byte VISIBLE = 1;

  byte[] toBytes(List<Aggregate<Object>> aggregates) {
    int size = FIXED_BYTES + Varint.sizeUnsigned(events);
    for (int i = 0; i < aggregates.size(); i++) {
      size += PER_AGGREGATE_BYTES + aggregates.get(i).sizeBytes(accumulators.get(i));
    }
    ByteBuffer target = ByteBuffer.allocate(size);
    target.put(VERSION).put(visible ? VISIBLE : 0);
    Varint.writeUnsigned(target, events);
    target.putLong(newestEventMillis).putLong(newestArrivalMillis);
    target.putShort((short) aggregates.size());
    for (int i = 0; i < aggregates.size(); i++) {
      Aggregate<Object> aggregate = aggregates.get(i);
      Object accumulator = accumulators.get(i);
      target.put(aggregate.formatVersion()).putInt(aggregate.sizeBytes(accumulator));
      aggregate.write(accumulator, target);
    }
    return target.array();
  }

  /**
   * The state in these bytes.
   *
   * @throws StateFormatException if another version or statement wrote them, or they are damaged
   */
  static LifetimeState fromBytes(String id, byte[] bytes, List<Aggregate<Object>> aggregates) {
    ByteBuffer source = ByteBuffer.wrap(bytes);
    try {
      byte version = source.get();
      if (version != VERSION) {
        throw StateFormatException.of(id, "format version [" + version + "]", "[" + VERSION + "]");
      }
      boolean visible = (source.get() & VISIBLE) != 0;
      long events = Varint.readUnsigned(source);
      long newestEventMillis = source.getLong();
      long newestArrivalMillis = source.getLong();
      int count = source.getShort();
      if (count != aggregates.size()) {
        throw StateFormatException.of(
            id, "[" + count + "] aggregates", "[" + aggregates.size() + "]");
      }
      List<Object> accumulators = new ArrayList<>(count);
      for (Aggregate<Object> aggregate : aggregates) {
        accumulators.add(accumulator(id, source, aggregate));
      }
      if (source.hasRemaining()) {
        throw StateFormatException.of(id, "[" + source.remaining() + "] bytes too many", "none");
      }
      return new LifetimeState(
          visible, events, newestEventMillis, newestArrivalMillis, accumulators);
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw StateFormatException.of(id, "only [" + bytes.length + "] bytes", "a whole header");
    }
  }

  private static Object accumulator(String id, ByteBuffer source, Aggregate<Object> aggregate) {
    byte version = source.get();
    if (version != aggregate.formatVersion()) {
      throw StateFormatException.of(
          id, "aggregate version [" + version + "]", "[" + aggregate.formatVersion() + "]");
    }
    int length = source.getInt();
    ByteBuffer own = source.slice(source.position(), length);
    source.position(source.position() + length);
    Object accumulator = aggregate.read(own);
    if (own.hasRemaining()) {
      throw StateFormatException.of(
          id, "[" + own.remaining() + "] bytes too many in an aggregate", "none");
    }
    return accumulator;
  }
}
