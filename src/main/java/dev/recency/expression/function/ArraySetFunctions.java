package dev.recency.expression.function;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arrays as sets: first occurrences in order, NULL being a value like others. */
final class ArraySetFunctions {
  private ArraySetFunctions() {}

  static void register(Registry registry) {
    registry.raw("ARRAY_CONCAT(ARRAY<T>, ARRAY<T>) -> ARRAY<T>", ArraySetFunctions::concat);
    registry.one(
        "ARRAY_DISTINCT(ARRAY<T>) -> ARRAY<T>",
        (List<?> list) -> list(new LinkedHashSet<@Nullable Object>(list)));
    registry.two(
        "ARRAY_EXCEPT(ARRAY<T>, ARRAY<T>) -> ARRAY<T>",
        (List<?> left, List<?> right) -> {
          Set<@Nullable Object> result = new LinkedHashSet<>(left);
          result.removeAll(new HashSet<@Nullable Object>(right));
          return list(result);
        });
    registry.two(
        "ARRAY_INTERSECT(ARRAY<T>, ARRAY<T>) -> ARRAY<T>",
        (List<?> left, List<?> right) -> {
          Set<@Nullable Object> result = new LinkedHashSet<>(left);
          result.retainAll(new HashSet<@Nullable Object>(right));
          return list(result);
        });
    registry.two(
        "ARRAY_UNION(ARRAY<T>, ARRAY<T>) -> ARRAY<T>",
        (List<?> left, List<?> right) -> {
          Set<@Nullable Object> result = new LinkedHashSet<>(left);
          result.addAll(right);
          return list(result);
        });
  }

  /** A NULL array is left out; NULL if both are. */
  private static @Nullable Object concat(@Nullable Object[] arguments) {
    List<@Nullable Object> joined = new ArrayList<>();
    boolean present = false;
    for (Object argument : arguments) {
      if (argument instanceof List<?> list) {
        joined.addAll(list);
        present = true;
      }
    }
    return present ? Collections.unmodifiableList(joined) : null;
  }

  private static List<?> list(Collection<? extends @Nullable Object> values) {
    return Collections.unmodifiableList(new ArrayList<@Nullable Object>(values));
  }
}
