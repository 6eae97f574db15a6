package dev.recency.format.part;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** KAFKA: one column; text in UTF-8, numbers big-endian in 4 or 8 bytes, BYTES as they are. */
public final class KafkaPart implements PartDecoder, PartEncoder {
  private final SqlType type;
  private final int slot;
  private final String name;

  private KafkaPart(SqlType type, int slot, String name) {
    this.type = type;
    this.slot = slot;
    this.name = name;
  }

  /**
   * Decoder and encoder of the one column.
   *
   * @throws IllegalArgumentException if there are several columns, or one of another type
   */
  public static KafkaPart of(PartColumns columns) {
    if (columns.size() != 1) {
      throw new IllegalArgumentException("KAFKA holds one column, not " + columns.size());
    }
    SqlType type = columns.declared().get(0).type();
    if (type != SqlType.Simple.STRING && type != SqlType.Simple.BYTES && width(type) == 0) {
      throw new IllegalArgumentException("KAFKA holds no " + type);
    }
    return new KafkaPart(type, columns.slots().get(0), columns.declared().get(0).name());
  }

  /** Bytes of a value of a fixed-width type, 0 for the others. */
  private static int width(SqlType type) {
    if (type == SqlType.Simple.INTEGER) {
      return Integer.BYTES;
    }
    return type == SqlType.Simple.BIGINT || type == SqlType.Simple.DOUBLE ? Long.BYTES : 0;
  }

  @Override
  public boolean decode(byte[] bytes, Row.Builder row, Problems problems) {
    if (slot < 0) {
      return true;
    }
    int width = width(type);
    if (width != 0 && bytes.length != width) {
      report(
          problems, "expected " + type + " in [" + width + "] bytes, found [" + bytes.length + "]");
    } else if (type == SqlType.Simple.INTEGER) {
      row.setLong(slot, ByteBuffer.wrap(bytes).getInt());
    } else if (type == SqlType.Simple.BIGINT) {
      row.setLong(slot, ByteBuffer.wrap(bytes).getLong());
    } else if (type == SqlType.Simple.DOUBLE) {
      row.setDouble(slot, ByteBuffer.wrap(bytes).getDouble());
    } else if (type == SqlType.Simple.BYTES) {
      row.setReference(slot, ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    } else {
      String text = Utf8.decode(bytes);
      row.setReference(slot, text);
      if (text == null) {
        report(problems, "expected STRING, found bytes that are no UTF-8");
      }
    }
    return true;
  }

  private void report(Problems problems, String text) {
    problems.malformed(text);
    problems.locate(name);
  }

  @Override
  public byte @Nullable [] encode(Row row) {
    if (row.isNull(slot)) {
      return null;
    }
    if (type == SqlType.Simple.INTEGER) {
      return ByteBuffer.allocate(Integer.BYTES).putInt((int) row.getLong(slot)).array();
    }
    if (type == SqlType.Simple.BIGINT) {
      return ByteBuffer.allocate(Long.BYTES).putLong(row.getLong(slot)).array();
    }
    if (type == SqlType.Simple.DOUBLE) {
      return ByteBuffer.allocate(Double.BYTES).putDouble(row.getDouble(slot)).array();
    }
    Object value = row.getReference(slot);
    return value instanceof ByteBuffer buffer
        ? Texts.bytes(buffer)
        : Utf8.encode(String.valueOf(value));
  }
}
