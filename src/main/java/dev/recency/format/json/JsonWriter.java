package dev.recency.format.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.recency.format.part.Texts;
import dev.recency.format.part.Utf8;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value of one type. A DOUBLE is written as Java spells it, a non-finite one as a string;
 * a DECIMAL with all digits of its scale; times as numbers, BYTES in base64.
 */
@FunctionalInterface
interface JsonWriter {
  /** Writes a value that is not null. */
  void write(JsonGenerator generator, Object value) throws IOException;

  /** The writer of this type. */
  static JsonWriter of(SqlType type) {
    if (type instanceof SqlType.Decimal) {
      return (generator, value) -> generator.writeNumber(((BigDecimal) value).toPlainString());
    }
    if (type instanceof SqlType.Array array) {
      return arrayOf(array);
    }
    if (type instanceof SqlType.MapOf map) {
      return mapOf(map);
    }
    if (type instanceof SqlType.Struct struct) {
      return structOf(struct);
    }
    return simple((SqlType.Simple) type);
  }

  private static JsonWriter simple(SqlType.Simple type) {
    return switch (type) {
      case BOOLEAN -> (generator, value) -> generator.writeBoolean((Boolean) value);
      case INTEGER, DATE, TIME -> (generator, value) -> generator.writeNumber((Integer) value);
      case BIGINT, TIMESTAMP -> (generator, value) -> generator.writeNumber((Long) value);
      case DOUBLE -> (generator, value) -> generator.writeNumber((Double) value);
      case STRING -> (generator, value) -> generator.writeString(Utf8.wellFormed((String) value));
      case BYTES ->
          (generator, value) -> generator.writeString(Texts.writeBytes((ByteBuffer) value));
      case NULL -> (generator, value) -> generator.writeNull();
    };
  }

  private static JsonWriter arrayOf(SqlType.Array type) {
    JsonWriter element = of(type.element());
    return (generator, value) -> {
      generator.writeStartArray();
      for (Object each : (List<?>) value) {
        writeNullable(element, generator, each);
      }
      generator.writeEndArray();
    };
  }

  private static JsonWriter mapOf(SqlType.MapOf type) {
    JsonWriter values = of(type.value());
    return (generator, value) -> {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        generator.writeFieldName(Utf8.wellFormed(String.valueOf(entry.getKey())));
        writeNullable(values, generator, entry.getValue());
      }
      generator.writeEndObject();
    };
  }

  private static JsonWriter structOf(SqlType.Struct type) {
    List<JsonWriter> writers = type.fields().stream().map(field -> of(field.type())).toList();
    List<SerializedString> names =
        type.fields().stream().map(field -> new SerializedString(field.name())).toList();
    return (generator, value) -> {
      StructValue struct = (StructValue) value;
      generator.writeStartObject();
      for (int i = 0; i < names.size(); i++) {
        generator.writeFieldName(names.get(i));
        writeNullable(writers.get(i), generator, struct.get(i));
      }
      generator.writeEndObject();
    };
  }

  /** Writes a value or JSON's null. */
  static void writeNullable(JsonWriter writer, JsonGenerator generator, @Nullable Object value)
      throws IOException {
    if (value == null) {
      generator.writeNull();
    } else {
      writer.write(generator, value);
    }
  }
}
