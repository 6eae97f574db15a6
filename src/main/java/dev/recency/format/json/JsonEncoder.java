package dev.recency.format.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.recency.format.part.PartColumns;
import dev.recency.format.part.PartEncoder;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON value per row: an object with a field per column, NULL as {@code null}, or bare
 * the value of the one column, whose NULL is no value at all.
 */
public final class JsonEncoder implements PartEncoder {
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(256);
  private final SerializedString[] names;
  private final SqlType[] types;
  private final int[] slots;
  private final JsonWriter[] writers;
  private final boolean bare;

  /** One for all rows: each is a value at the top, with nothing between them. */
  private @Nullable JsonGenerator generator;

  private JsonEncoder(PartColumns columns, boolean bare) {
    List<SqlType> columnTypes = columns.declared().stream().map(column -> column.type()).toList();
    this.names =
        columns.declared().stream()
            .map(column -> new SerializedString(column.name()))
            .toArray(SerializedString[]::new);
    this.types = columnTypes.toArray(SqlType[]::new);
    this.slots = columns.slots().stream().mapToInt(slot -> slot).toArray();
    this.writers = columnTypes.stream().map(JsonWriter::of).toArray(JsonWriter[]::new);
    this.bare = bare;
  }

  /** An encoder of an object with a field per column. */
  public static JsonEncoder ofObject(PartColumns columns) {
    return new JsonEncoder(columns, false);
  }

  /** An encoder of the value of the one column. */
  public static JsonEncoder ofBare(PartColumns columns) {
    return new JsonEncoder(columns, true);
  }

  @Override
  public byte @Nullable [] encode(Row row) {
    if (bare && row.isNull(slots[0])) {
      return null;
    }
    buffer.reset();
    try {
      JsonGenerator open = generator == null ? open() : generator;
      // If a write fails the next row begins with a new generator.
      generator = null;
      writeRoot(open, row);
      open.flush();
      generator = open;
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return buffer.toByteArray();
  }

  private JsonGenerator open() throws IOException {
    return Json.FACTORY.createGenerator(buffer).setRootValueSeparator(null);
  }

  private void writeRoot(JsonGenerator open, Row row) throws IOException {
    if (bare) {
      write(open, row, 0);
      return;
    }
    open.writeStartObject();
    for (int i = 0; i < names.length; i++) {
      open.writeFieldName(names[i]);
      write(open, row, i);
    }
    open.writeEndObject();
  }

  private void write(JsonGenerator generator, Row row, int index) throws IOException {
    int slot = slots[index];
    if (row.isNull(slot)) {
      generator.writeNull();
    } else if (types[index] instanceof SqlType.Simple type && type.primitive()) {
      writePrimitive(generator, row, slot, type);
    } else {
      JsonWriter.writeNullable(writers[index], generator, row.getReference(slot));
    }
  }

  private static void writePrimitive(
      JsonGenerator generator, Row row, int slot, SqlType.Simple type) throws IOException {
    if (type == SqlType.Simple.DOUBLE) {
      generator.writeNumber(row.getDouble(slot));
    } else if (type == SqlType.Simple.BOOLEAN) {
      generator.writeBoolean(row.getBoolean(slot));
    } else {
      generator.writeNumber(row.getLong(slot));
    }
  }
}
