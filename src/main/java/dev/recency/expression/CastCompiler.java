package dev.recency.expression;

import dev.recency.expression.ErrorListener.Kind;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Field;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.typed.TypedExpression.Cast;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CAST. A value that cannot be cast is NULL and reported, whatever surrounds the cast. Collections
 * are cast part by part; one part that cannot be fails the whole.
 */
final class CastCompiler {
  private CastCompiler() {}

  /** Casts one value that is not NULL. */
  @FunctionalInterface
  interface Conversion {
    @Nullable Object apply(Object value);

    /** NULL stays NULL. */
    default @Nullable Object applyOrNull(@Nullable Object value) {
      return value == null ? null : apply(value);
    }
  }

  static Evaluator compile(Cast cast, ExpressionCompiler compiler) {
    Evaluator operand = compiler.evaluator(cast.operand());
    SqlType from = cast.operand().type();
    if (from.equals(cast.type()) || from == Simple.NULL) {
      return operand;
    }
    Conversion conversion = conversion(from, cast.type());
    return compiler
        .scope()
        .guarded(row -> conversion.applyOrNull(operand.evaluate(row)), Kind.BAD_CAST);
  }

  static Conversion conversion(SqlType from, SqlType to) {
    if (from.equals(to)) {
      return value -> value;
    }
    if (from == Simple.NULL) {
      return value -> null;
    }
    if (from instanceof SqlType.Array array && to instanceof SqlType.Array wanted) {
      Conversion element = conversion(array.element(), wanted.element());
      return value -> list((List<?>) value, element);
    }
    if (from instanceof SqlType.MapOf map && to instanceof SqlType.MapOf wanted) {
      Conversion key = conversion(map.key(), wanted.key());
      Conversion mapped = conversion(map.value(), wanted.value());
      return value -> map((Map<?, ?>) value, key, mapped);
    }
    if (from instanceof SqlType.Struct struct && to instanceof SqlType.Struct wanted) {
      return struct(struct, wanted);
    }
    if (to == Simple.STRING) {
      return value -> TextCasts.toText(value, from);
    }
    if (from == Simple.STRING) {
      return TextCasts.fromText(to);
    }
    return NumberCasts.conversion(from, to);
  }

  private static Object list(List<?> values, Conversion element) {
    List<@Nullable Object> converted = new ArrayList<>(values.size());
    for (Object value : values) {
      converted.add(element.applyOrNull(value));
    }
    return Collections.unmodifiableList(converted);
  }

  private static Object map(Map<?, ?> values, Conversion key, Conversion mapped) {
    Map<@Nullable Object, @Nullable Object> converted = new LinkedHashMap<>();
    values.forEach((k, v) -> converted.put(key.applyOrNull(k), mapped.applyOrNull(v)));
    return Collections.unmodifiableMap(converted);
  }

  /** Fields by name: missing ones become NULL, surplus ones are dropped. */
  private static Conversion struct(SqlType.Struct from, SqlType.Struct to) {
    int size = to.fields().size();
    int[] source = new int[size];
    Conversion[] conversions = new Conversion[size];
    for (int i = 0; i < size; i++) {
      Field field = to.fields().get(i);
      source[i] = from.indexOf(field.name());
      SqlType type = source[i] < 0 ? Simple.NULL : from.fields().get(source[i]).type();
      conversions[i] = conversion(type, field.type());
    }
    return value -> {
      StructValue given = (StructValue) value;
      @Nullable Object[] fields = new @Nullable Object[size];
      for (int i = 0; i < size; i++) {
        fields[i] = source[i] < 0 ? null : conversions[i].applyOrNull(given.get(source[i]));
      }
      return StructValue.of(fields);
    };
  }
}
