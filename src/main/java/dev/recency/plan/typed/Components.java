package dev.recency.plan.typed;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The components of the records that make up an expression, one after the other, as text. */
final class Components {
  private Components() {}

  static String text(Object record, Function<TypedExpression, String> expressions) {
    StringBuilder text = new StringBuilder(record.getClass().getSimpleName()).append('(');
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        text.append(value(component.getAccessor().invoke(record), expressions)).append(';');
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("a record cannot be read", e);
      }
    }
    return text.append(')').toString();
  }

  private static String value(
      @Nullable Object value, Function<TypedExpression, String> expressions) {
    if (value instanceof TypedExpression expression) {
      return expressions.apply(expression);
    }
    if (value instanceof TypedExpression.Branch branch) {
      return text(branch, expressions);
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(each -> value(each, expressions))
          .collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(each -> value(each, expressions)).orElse("-");
    }
    return value == null ? "null" : CanonicalForm.counted(value.toString());
  }
}
