package dev.recency.aggregate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * MAP values, by the order of their encoded keys, so that equal maps have equal bytes. O(size · log
 * size).
 */
record MapCodec(ValueCodec key, ValueCodec value) implements ValueCodec {
  @Override
  public int sizeBytes(Object map) {
    Map<?, ?> entries = (Map<?, ?>) map;
    int size = Varint.sizeUnsigned(entries.size()) + Presence.sizeBytes(entries.size());
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      size += key.sizeBytes(entry.getKey());
      size += entry.getValue() == null ? 0 : value.sizeBytes(entry.getValue());
    }
    return size;
  }

  @Override
  public void write(Object map, ByteBuffer target) {
    TreeMap<byte[], @Nullable Object> sorted = new TreeMap<>(Arrays::compareUnsigned);
    ((Map<?, ?>) map).forEach((each, its) -> sorted.put(key.encode(each), its));
    List<@Nullable Object> values = new ArrayList<>(sorted.values());
    Varint.writeUnsigned(target, values.size());
    Presence.write(values.size(), i -> values.get(i) != null, target);
    sorted.forEach(
        (each, its) -> {
          target.put(each);
          if (its != null) {
            value.write(its, target);
          }
        });
  }

  @Override
  public Object read(ByteBuffer source) {
    int count = Varint.readCount(source, (long) Byte.SIZE * source.remaining());
    byte[] present = Presence.read(count, source);
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      Object its = key.read(source);
      map.put(its, Presence.test(present, i) ? value.read(source) : null);
    }
    if (map.size() != count) {
      throw new IllegalArgumentException("MAP of [" + count + "] entries with a key twice");
    }
    return Collections.unmodifiableMap(map);
  }
}
