package dev.recency.operator;

import dev.recency.aggregate.ValueCodec;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of one layout as bytes of state: {@code version(1)}, then the row as a STRUCT. */
final class RowBytes {
  private static final byte VERSION = 1;

  private final String id;
  private final List<SqlType> types;
  private final ValueCodec codec;

  /**
   * @param id of the statement, for messages
   */
  RowBytes(String id, List<SqlType> types) {
    this.id = id;
    this.types = List.copyOf(types);
    List<SqlType.Field> fields = new ArrayList<>();
    types.forEach(type -> fields.add(new SqlType.Field("F" + fields.size(), type)));
    codec = ValueCodec.of(new SqlType.Struct(fields));
  }

  byte[] encode(Row row) {
    @Nullable Object[] values = new @Nullable Object[types.size()];
    for (int slot = 0; slot < values.length; slot++) {
      values[slot] = row.get(slot, types.get(slot));
    }
    StructValue struct = StructValue.of(values);
    ByteBuffer bytes = ByteBuffer.allocate(1 + codec.sizeBytes(struct));
    codec.write(struct, bytes.put(VERSION));
    return bytes.array();
  }

  /**
   * The row of these bytes.
   *
   * @throws StateFormatException if another version or statement wrote them, or they are damaged
   */
  Row decode(byte[] bytes) {
    ByteBuffer source = ByteBuffer.wrap(bytes);
    try {
      byte version = source.get();
      if (version != VERSION) {
        throw StateFormatException.of(id, "format version [" + version + "]", "[" + VERSION + "]");
      }
      StructValue struct = (StructValue) codec.read(source);
      if (source.hasRemaining()) {
        throw StateFormatException.of(id, "[" + source.remaining() + "] bytes too many", "none");
      }
      Row.Builder row = new Row.Builder(types.size());
      for (int slot = 0; slot < types.size(); slot++) {
        row.set(slot, types.get(slot), struct.get(slot));
      }
      return row.build();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw StateFormatException.of(id, "only [" + bytes.length + "] bytes", "a whole row");
    }
  }
}
