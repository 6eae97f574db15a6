package dev.recency.window.distinct;

import dev.recency.operator.KeyContext;
import dev.recency.operator.StateFormatException;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The buckets of one multiset in the host's chunk store, numbered below zero so that they never meet
 * the chunks of the log: sign, statement (32 bits), place (6), bucket (24).
 */
final class Buckets {
  private static final int VERSION = 1;
  private static final int BUCKET_BITS = 24;
  private static final int PLACE_BITS = 6;
  private static final int KEPT = 4;

  private final long first;
  private final Map<Integer, Map<ByteBuffer, Integer>> kept = new LinkedHashMap<>();
  private final ByteSink sink = new ByteSink();

  Buckets(int id, int place) {
    if (place >= 1 << PLACE_BITS) {
      throw new IllegalArgumentException("aggregate [" + place + "] of a statement, at most 64");
    }
    long statement = (id & 0xffffffffL) << PLACE_BITS | place;
    first = Long.MIN_VALUE | statement << BUCKET_BITS;
  }

  /** A hash that is the same in every process. */
  static int hash(ByteBuffer key) {
    int hash = key.hashCode();
    hash = (hash ^ hash >>> 16) * 0x85ebca6b;
    hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
    return hash ^ hash >>> 16;
  }

  Map<ByteBuffer, Integer> read(int number, KeyContext context) {
    Map<ByteBuffer, Integer> bucket = kept.get(number);
    if (bucket == null) {
      byte[] bytes = context.chunk(first + number);
      if (bytes == null) {
        throw new StateFormatException("bucket [" + number + "] of a key is missing in its state");
      }
      ByteSource source = new ByteSource(bytes);
      int version = source.readByte();
      if (version != VERSION) {
        throw new StateFormatException(
            "bucket of a key has format version [" + version + "], expected [" + VERSION + "]");
      }
      bucket = read(source);
      keep(number, bucket);
    }
    return bucket;
  }

  void write(int number, Map<ByteBuffer, Integer> bucket, KeyContext context) {
    keep(number, bucket);
    sink.clear();
    sink.writeByte(VERSION);
    write(bucket, sink);
    context.putChunk(first + number, sink.toBytes());
  }

  void delete(int number, KeyContext context) {
    kept.remove(number);
    context.deleteChunk(first + number);
  }

  private void keep(int number, Map<ByteBuffer, Integer> bucket) {
    if (kept.put(number, bucket) == null && kept.size() > KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
  }

  /** Values by their bytes, each with its count: equal multisets have equal bytes. */
  static void write(Map<ByteBuffer, Integer> counts, ByteSink target) {
    target.writeVarint(counts.size());
    new TreeMap<>(counts)
        .forEach(
            (key, count) -> {
              target.writeBlock(key.array());
              target.writeVarint(count);
            });
  }

  static Map<ByteBuffer, Integer> read(ByteSource source) {
    int size = source.readCount();
    Map<ByteBuffer, Integer> counts = new HashMap<>();
    for (int i = 0; i < size; i++) {
      ByteBuffer slice = source.slice(source.readCount());
      byte[] key = new byte[slice.remaining()];
      slice.get(key);
      counts.put(ByteBuffer.wrap(key), (int) source.readVarint());
    }
    return counts;
  }
}
