package dev.recency.simulator;

import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of rows: whether two are the same, and how a message shows one. */
final class ValueText {
  private ValueText() {}

  /** Whether both are the same value of one type: numbers by value, all else as it is. */
  static boolean same(@Nullable Object expected, @Nullable Object actual) {
    if (expected == null || actual == null) {
      return expected == actual;
    }
    if (expected instanceof Double first && actual instanceof Double second) {
      return first.doubleValue() == second.doubleValue() || first.equals(second);
    }
    if (expected instanceof BigDecimal first && actual instanceof BigDecimal second) {
      return first.compareTo(second) == 0;
    }
    if (expected instanceof StructValue first && actual instanceof StructValue second) {
      return sameAll(values(first), values(second));
    }
    if (expected instanceof List<?> first && actual instanceof List<?> second) {
      return sameAll(first, second);
    }
    if (expected instanceof Map<?, ?> first && actual instanceof Map<?, ?> second) {
      return first.keySet().equals(second.keySet())
          && first.keySet().stream().allMatch(key -> same(first.get(key), second.get(key)));
    }
    return expected.equals(actual);
  }

  private static boolean sameAll(List<?> expected, List<?> actual) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!same(expected.get(i), actual.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<@Nullable Object> values(StructValue struct) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < struct.size(); i++) {
      values.add(struct.get(i));
    }
    return values;
  }

  /** The value as SQL would write it, near enough for a reader. */
  static String of(@Nullable Object value, SqlType type) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof StructValue struct && type instanceof SqlType.Struct fields) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < struct.size(); i++) {
        SqlType.Field field = fields.fields().get(i);
        parts.add(field.name() + " := " + of(struct.get(i), field.type()));
      }
      return "STRUCT(" + String.join(", ", parts) + ")";
    }
    if (value instanceof List<?> list && type instanceof SqlType.Array array) {
      return list.stream()
          .map(each -> of(each, array.element()))
          .collect(Collectors.joining(", ", "ARRAY[", "]"));
    }
    if (value instanceof Map<?, ?> map && type instanceof SqlType.MapOf entries) {
      return map.entrySet().stream()
          .map(
              each ->
                  of(each.getKey(), entries.key()) + " := " + of(each.getValue(), entries.value()))
          .collect(Collectors.joining(", ", "MAP(", ")"));
    }
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return "0x" + HexFormat.of().formatHex(bytes);
    }
    return value instanceof String text ? "'" + text.replace("'", "''") + "'" : value.toString();
  }
}
