package dev.recency.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.recency.format.part.Problems;
import dev.recency.format.part.Texts;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a value of one type as an object of the class that {@link SqlType} names for it. */
@FunctionalInterface
interface JsonValue {
  /**
   * The value, or null if there is a problem. The parser stands at the first token of a value that
   * is not JSON's null, and is left at its last.
   */
  @Nullable Object read(JsonParser parser, Problems problems) throws IOException;

  /** The reader of this type. */
  static JsonValue of(SqlType type) {
    if (type instanceof SqlType.Decimal decimal) {
      return (parser, problems) -> JsonNumbers.readDecimal(parser, decimal, problems);
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

  private static JsonValue simple(SqlType.Simple type) {
    return switch (type) {
      case BOOLEAN -> (parser, problems) -> readBoolean(parser, problems);
      case INTEGER, DATE, TIME ->
          (parser, problems) -> (int) JsonNumbers.readLong(parser, type, problems);
      case BIGINT, TIMESTAMP -> (parser, problems) -> JsonNumbers.readLong(parser, type, problems);
      case DOUBLE -> (parser, problems) -> JsonNumbers.readDouble(parser, problems);
      case STRING -> JsonText::read;
      case BYTES -> JsonValue::readBytes;
      case NULL -> throw new IllegalArgumentException("no column has the type NULL");
    };
  }

  /** BOOLEAN: nothing but true and false. */
  static boolean readBoolean(JsonParser parser, Problems problems) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      JsonNumbers.mismatch(parser, SqlType.Simple.BOOLEAN, problems);
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private static @Nullable Object readBytes(JsonParser parser, Problems problems)
      throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      JsonNumbers.mismatch(parser, SqlType.Simple.BYTES, problems);
      return null;
    }
    return Texts.readBytes(parser.getText(), problems);
  }

  private static JsonValue arrayOf(SqlType.Array type) {
    JsonValue element = of(type.element());
    return (parser, problems) -> {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        JsonNumbers.mismatch(parser, type, problems);
        return null;
      }
      List<@Nullable Object> values = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (problems.any()) {
          parser.skipChildren();
        } else {
          values.add(readNullable(element, parser, problems));
        }
      }
      return Collections.unmodifiableList(values);
    };
  }

  private static JsonValue mapOf(SqlType.MapOf type) {
    JsonValue value = of(type.value());
    return (parser, problems) -> {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        JsonNumbers.mismatch(parser, type, problems);
        return null;
      }
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        parser.nextToken();
        if (problems.any()) {
          parser.skipChildren();
        } else {
          values.put(key, readNullable(value, parser, problems));
        }
      }
      return Collections.unmodifiableMap(values);
    };
  }

  private static JsonValue structOf(SqlType.Struct type) {
    List<StructField> fields = new ArrayList<>();
    for (SqlType.Field field : type.fields()) {
      fields.add(new StructField(fields.size(), of(field.type())));
    }
    ObjectReader<@Nullable Object[]> reader =
        new ObjectReader<>(type.fields().stream().map(SqlType.Field::name).toList(), fields);
    return (parser, problems) -> {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        JsonNumbers.mismatch(parser, type, problems);
        return null;
      }
      @Nullable Object[] values = new @Nullable Object[fields.size()];
      reader.read(parser, values, problems);
      return StructValue.of(values);
    };
  }

  private static @Nullable Object readNullable(
      JsonValue reader, JsonParser parser, Problems problems) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NULL ? null : reader.read(parser, problems);
  }

  /** A field of a struct under construction. */
  record StructField(int index, JsonValue value) implements JsonField<@Nullable Object[]> {
    @Override
    public void read(JsonParser parser, @Nullable Object[] target, Problems problems)
        throws IOException {
      target[index] = value.read(parser, problems);
    }

    @Override
    public void setNull(@Nullable Object[] target) {
      target[index] = null;
    }
  }
}
