package dev.recency.expression.function;

import dev.recency.expression.TextCasts;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Field;
import dev.recency.plan.type.SqlType.Simple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** TO_JSON_STRING: moments and bytes as text, fields and keys in alphabetical order. */
final class JsonWriter {
  private final SqlType type;

  JsonWriter(SqlType type) {
    this.type = type;
  }

  String write(@Nullable Object value) {
    Object form = form(value, type);
    return form == null ? "null" : JsonText.withoutExponents(form);
  }

  private static @Nullable Object form(@Nullable Object value, SqlType type) {
    if (value == null) {
      return null;
    }
    if (type instanceof SqlType.Array array) {
      List<@Nullable Object> elements = new ArrayList<>();
      ((List<?>) value).forEach(element -> elements.add(form(element, array.element())));
      return elements;
    }
    if (type instanceof SqlType.MapOf map) {
      Map<String, @Nullable Object> entries = new TreeMap<>();
      ((Map<?, ?>) value)
          .forEach((k, v) -> entries.put(TextCasts.toText(k, map.key()), form(v, map.value())));
      return entries;
    }
    if (type instanceof SqlType.Struct struct) {
      Map<String, @Nullable Object> fields = new TreeMap<>();
      for (int i = 0; i < struct.fields().size(); i++) {
        Field field = struct.fields().get(i);
        fields.put(field.name(), form(((StructValue) value).get(i), field.type()));
      }
      return fields;
    }
    return type.temporal() || type == Simple.BYTES ? TextCasts.toText(value, type) : value;
  }
}
