package dev.recency.ksqldb.streams;

import dev.recency.aggregate.ValueCodec;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as bytes: per slot one byte that says whether a value is there, then the value. */
final class RowBytes {
  private final List<SqlType> types;
  private final List<ValueCodec> codecs;

  RowBytes(List<SqlType> types) {
    this.types = List.copyOf(types);
    codecs = types.stream().map(ValueCodec::of).toList();
  }

  int sizeBytes(Row row) {
    int size = types.size();
    for (int slot = 0; slot < types.size(); slot++) {
      Object value = row.get(slot, types.get(slot));
      size += value == null ? 0 : codecs.get(slot).sizeBytes(value);
    }
    return size;
  }

  void write(Row row, ByteBuffer target) {
    for (int slot = 0; slot < types.size(); slot++) {
      Object value = row.get(slot, types.get(slot));
      target.put(value == null ? (byte) 0 : (byte) 1);
      if (value != null) {
        codecs.get(slot).write(value, target);
      }
    }
  }

  Row read(ByteBuffer source) {
    List<@Nullable Object> values = new ArrayList<>(types.size());
    for (ValueCodec codec : codecs) {
      values.add(source.get() == 0 ? null : codec.read(source));
    }
    return Row.of(types, values);
  }
}
