package dev.recency.aggregate;

import dev.recency.plan.row.StructValue;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * STRUCT values. O(fields).
 *
 * @param fields in the order of the type
 */
record StructCodec(List<ValueCodec> fields) implements ValueCodec {
  @Override
  public int sizeBytes(Object value) {
    StructValue struct = (StructValue) value;
    int size = Presence.sizeBytes(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      Object field = struct.get(i);
      size += field == null ? 0 : fields.get(i).sizeBytes(field);
    }
    return size;
  }

  @Override
  public void write(Object value, ByteBuffer target) {
    StructValue struct = (StructValue) value;
    Presence.write(fields.size(), i -> struct.get(i) != null, target);
    for (int i = 0; i < fields.size(); i++) {
      Object field = struct.get(i);
      if (field != null) {
        fields.get(i).write(field, target);
      }
    }
  }

  @Override
  public Object read(ByteBuffer source) {
    byte[] present = Presence.read(fields.size(), source);
    @Nullable Object[] values = new @Nullable Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Presence.test(present, i) ? fields.get(i).read(source) : null;
    }
    return StructValue.of(values);
  }
}
