package dev.recency.format.json;

import com.fasterxml.jackson.core.JsonParser;
import dev.recency.format.part.Problems;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.io.IOException;

/** A column of a row under construction; primitive types are not boxed on the way. */
abstract class ColumnField implements JsonField<Row.Builder> {
  final int slot;

  private ColumnField(int slot) {
    this.slot = slot;
  }

  @Override
  public void setNull(Row.Builder target) {
    target.setNull(slot);
  }

  static ColumnField of(SqlType columnType, int slot) {
    if (!(columnType instanceof SqlType.Simple type)) {
      return new Reference(columnType, slot);
    }
    return switch (type) {
      case BOOLEAN -> new Flag(slot);
      case DOUBLE -> new Floating(slot);
      case INTEGER, BIGINT, DATE, TIME, TIMESTAMP -> new Whole(type, slot);
      case STRING, BYTES, NULL -> new Reference(columnType, slot);
    };
  }

  private static final class Whole extends ColumnField {
    private final SqlType.Simple type;

    Whole(SqlType.Simple type, int slot) {
      super(slot);
      this.type = type;
    }

    @Override
    public void read(JsonParser parser, Row.Builder target, Problems problems) throws IOException {
      target.setLong(slot, JsonNumbers.readLong(parser, type, problems));
    }
  }

  private static final class Floating extends ColumnField {
    Floating(int slot) {
      super(slot);
    }

    @Override
    public void read(JsonParser parser, Row.Builder target, Problems problems) throws IOException {
      target.setDouble(slot, JsonNumbers.readDouble(parser, problems));
    }
  }

  private static final class Flag extends ColumnField {
    Flag(int slot) {
      super(slot);
    }

    @Override
    public void read(JsonParser parser, Row.Builder target, Problems problems) throws IOException {
      target.setBoolean(slot, JsonValue.readBoolean(parser, problems));
    }
  }

  private static final class Reference extends ColumnField {
    private final JsonValue value;

    Reference(SqlType type, int slot) {
      super(slot);
      this.value = JsonValue.of(type);
    }

    @Override
    public void read(JsonParser parser, Row.Builder target, Problems problems) throws IOException {
      target.setReference(slot, value.read(parser, problems));
    }
  }
}
