package dev.recency.flink.serializer;

import dev.recency.plan.row.Row;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one layout as bytes. Equal rows have equal bytes (every NaN is the same), so the bytes can
 * be a key. Per value: a byte that says whether it is there, then its content; numbers big-endian.
 * Not thread-safe.
 */
public final class RowCodec {
  private final SqlType[] types;
  private final DataOutputSerializer out = new DataOutputSerializer(64);
  private final DataInputDeserializer in = new DataInputDeserializer();
  private final Row nothing = new Row.Builder(0).build();

  /** A codec for rows of these types, one per slot. */
  public RowCodec(List<SqlType> types) {
    this.types = types.toArray(SqlType[]::new);
  }

  /** The bytes of a row. */
  public byte[] encode(Row row) {
    try {
      out.clear();
      for (int slot = 0; slot < types.length; slot++) {
        write(types[slot], row, slot);
      }
      return out.getCopyOfBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The row of these bytes. */
  public Row decode(byte[] bytes) {
    if (types.length == 0) {
      return nothing;
    }
    try {
      in.setBuffer(bytes);
      Row.Builder row = new Row.Builder(types.length);
      for (int slot = 0; slot < types.length; slot++) {
        read(types[slot], row, slot);
      }
      return row.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Primitive values go without a box. */
  private void write(SqlType type, Row row, int slot) throws IOException {
    if (type instanceof SqlType.Simple simple && !row.isNull(slot)) {
      switch (simple) {
        case BOOLEAN -> {
          out.writeBoolean(true);
          out.writeBoolean(row.getBoolean(slot));
        }
        case INTEGER, DATE, TIME -> {
          out.writeBoolean(true);
          out.writeInt((int) row.getLong(slot));
        }
        case BIGINT, TIMESTAMP -> {
          out.writeBoolean(true);
          out.writeLong(row.getLong(slot));
        }
        case DOUBLE -> {
          out.writeBoolean(true);
          out.writeLong(Double.doubleToLongBits(row.getDouble(slot)));
        }
        case STRING, BYTES, NULL -> write(type, row.getReference(slot));
      }
    } else {
      write(type, row.get(slot, type));
    }
  }

  private void read(SqlType type, Row.Builder row, int slot) throws IOException {
    if (type == SqlType.Simple.BIGINT || type == SqlType.Simple.TIMESTAMP) {
      if (in.readBoolean()) {
        row.setLong(slot, in.readLong());
      }
    } else if (type == SqlType.Simple.INTEGER) {
      if (in.readBoolean()) {
        row.setLong(slot, in.readInt());
      }
    } else if (type == SqlType.Simple.DOUBLE) {
      if (in.readBoolean()) {
        row.setDouble(slot, Double.longBitsToDouble(in.readLong()));
      }
    } else {
      row.set(slot, type, read(type, in));
    }
  }

  private void write(SqlType type, @Nullable Object value) throws IOException {
    out.writeBoolean(value != null);
    if (value == null) {
      return;
    }
    if (type instanceof SqlType.Simple simple) {
      writeSimple(simple, value);
    } else if (type instanceof SqlType.Decimal decimal) {
      BigDecimal scaled = ((BigDecimal) value).setScale(decimal.scale());
      writeBytes(scaled.unscaledValue().toByteArray());
    } else if (type instanceof SqlType.Array array) {
      List<?> list = (List<?>) value;
      out.writeInt(list.size());
      for (Object element : list) {
        write(array.element(), element);
      }
    } else if (type instanceof SqlType.MapOf map) {
      Map<?, ?> entries = (Map<?, ?>) value;
      out.writeInt(entries.size());
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        write(map.key(), entry.getKey());
        write(map.value(), entry.getValue());
      }
    } else if (type instanceof SqlType.Struct struct) {
      for (int field = 0; field < struct.fields().size(); field++) {
        write(struct.fields().get(field).type(), ((StructValue) value).get(field));
      }
    }
  }

  private void writeSimple(SqlType.Simple type, Object value) throws IOException {
    switch (type) {
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case INTEGER, DATE, TIME -> out.writeInt((Integer) value);
      case BIGINT, TIMESTAMP -> out.writeLong((Long) value);
      case DOUBLE -> out.writeLong(Double.doubleToLongBits((Double) value));
      case STRING -> writeBytes(((String) value).getBytes(StandardCharsets.UTF_8));
      case BYTES -> {
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        writeBytes(bytes);
      }
      case NULL -> throw new IOException("a value of type NULL cannot be written");
    }
  }

  private void writeBytes(byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static @Nullable Object read(SqlType type, DataInputDeserializer in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    if (type instanceof SqlType.Simple simple) {
      return readSimple(simple, in);
    }
    if (type instanceof SqlType.Decimal decimal) {
      return new BigDecimal(new BigInteger(Bytes.read(in)), decimal.scale());
    }
    if (type instanceof SqlType.Array array) {
      int size = in.readInt();
      List<@Nullable Object> list = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        list.add(read(array.element(), in));
      }
      return Collections.unmodifiableList(list);
    }
    if (type instanceof SqlType.MapOf map) {
      int size = in.readInt();
      Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        entries.put(read(map.key(), in), read(map.value(), in));
      }
      return Collections.unmodifiableMap(entries);
    }
    List<SqlType.Field> fields = ((SqlType.Struct) type).fields();
    @Nullable Object[] values = new @Nullable Object[fields.size()];
    for (int field = 0; field < values.length; field++) {
      values[field] = read(fields.get(field).type(), in);
    }
    return StructValue.of(values);
  }

  private static Object readSimple(SqlType.Simple type, DataInputDeserializer in)
      throws IOException {
    return switch (type) {
      case BOOLEAN -> in.readBoolean();
      case INTEGER, DATE, TIME -> in.readInt();
      case BIGINT, TIMESTAMP -> in.readLong();
      case DOUBLE -> Double.longBitsToDouble(in.readLong());
      case STRING -> new String(Bytes.read(in), StandardCharsets.UTF_8);
      case BYTES -> ByteBuffer.wrap(Bytes.read(in)).asReadOnlyBuffer();
      case NULL -> throw new IOException("a value of type NULL cannot be read");
    };
  }
}
