package dev.recency.aggregate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ARRAY values. O(size).
 *
 * @param element of the elements that are not NULL
 */
record ArrayCodec(ValueCodec element) implements ValueCodec {
  @Override
  public int sizeBytes(Object value) {
    List<?> list = (List<?>) value;
    int size = Varint.sizeUnsigned(list.size()) + Presence.sizeBytes(list.size());
    for (Object each : list) {
      size += each == null ? 0 : element.sizeBytes(each);
    }
    return size;
  }

  @Override
  public void write(Object value, ByteBuffer target) {
    List<?> list = (List<?>) value;
    Varint.writeUnsigned(target, list.size());
    Presence.write(list.size(), i -> list.get(i) != null, target);
    for (Object each : list) {
      if (each != null) {
        element.write(each, target);
      }
    }
  }

  @Override
  public Object read(ByteBuffer source) {
    int count = Varint.readCount(source, (long) Byte.SIZE * source.remaining());
    byte[] present = Presence.read(count, source);
    List<@Nullable Object> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(Presence.test(present, i) ? element.read(source) : null);
    }
    return Collections.unmodifiableList(list);
  }
}
