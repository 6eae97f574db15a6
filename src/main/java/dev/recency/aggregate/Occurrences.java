package dev.recency.aggregate;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How often each value, which is not NULL, is there. O(size of the value) per change. */
final class Occurrences {
  private final Map<Encoded, Long> counts = new HashMap<>();

  void clear() {
    counts.clear();
  }

  void add(byte[] value) {
    counts.merge(new Encoded(value), 1L, Long::sum);
  }

  /** Takes one away; nothing if there is none. */
  void remove(byte[] value) {
    counts.computeIfPresent(new Encoded(value), (each, count) -> count == 1 ? null : count - 1);
  }

  void addAll(Occurrences other) {
    other.counts.forEach((value, count) -> counts.merge(value, count, Long::sum));
  }

  int distinct() {
    return counts.size();
  }

  /** The bytes of some value. There must be one. */
  byte[] any() {
    byte[] bytes = counts.keySet().iterator().next().bytes();
    return bytes == null ? new byte[0] : bytes;
  }

  int sizeBytes() {
    int size = Varint.sizeUnsigned(counts.size());
    for (Map.Entry<Encoded, Long> entry : counts.entrySet()) {
      byte[] bytes = entry.getKey().bytes();
      size += Varint.sizeUnsigned(entry.getValue()) + (bytes == null ? 0 : bytes.length);
    }
    return size;
  }

  /** Number of values, then by the order of their bytes: value, count. */
  void write(ByteBuffer target) {
    Varint.writeUnsigned(target, counts.size());
    new TreeMap<>(counts)
        .forEach(
            (value, count) -> {
              byte[] bytes = value.bytes();
              target.put(bytes == null ? new byte[0] : bytes);
              Varint.writeUnsigned(target, count);
            });
  }

  static Occurrences read(ValueCodec codec, ByteBuffer source) {
    Occurrences occurrences = new Occurrences();
    int distinct = Varint.readCount(source, source.remaining());
    for (int i = 0; i < distinct; i++) {
      byte[] value = codec.encode(codec.read(source));
      if (occurrences.counts.put(new Encoded(value), Varint.readUnsigned(source)) != null) {
        throw new IllegalArgumentException("value twice: " + Arrays.toString(value));
      }
    }
    return occurrences;
  }
}
