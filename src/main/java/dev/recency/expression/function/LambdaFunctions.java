package dev.recency.expression.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** FILTER, TRANSFORM and REDUCE. An error of the lambda is an error of the call. */
final class LambdaFunctions {
  private LambdaFunctions() {}

  static void register(Registry registry) {
    registry.two("FILTER(ARRAY<T>, (T) => BOOLEAN) -> ARRAY<T>", LambdaFunctions::filter);
    registry.two("FILTER(MAP<K, V>, (K, V) => BOOLEAN) -> MAP<K, V>", LambdaFunctions::filterMap);
    registry.two("TRANSFORM(ARRAY<T>, (T) => U) -> ARRAY<U>", LambdaFunctions::transform);
    registry.three(
        "TRANSFORM(MAP<K, V>, (K, V) => A, (K, V) => B) -> MAP<A, B>",
        LambdaFunctions::transformMap);
    registry.raw(
        "REDUCE(ARRAY<T>, S, (S, T) => S) -> S",
        arguments -> reduce(arguments[0], arguments[1], arguments[2]));
    registry.raw(
        "REDUCE(MAP<K, V>, S, (S, K, V) => S) -> S",
        arguments -> reduce(arguments[0], arguments[1], arguments[2]));
  }

  private static boolean holds(@Nullable Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw FunctionErrors.refuse("The condition of FILTER is NULL");
  }

  private static List<?> filter(List<?> list, LambdaValue condition) {
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object value : list) {
      if (holds(condition.apply(value))) {
        kept.add(value);
      }
    }
    return Collections.unmodifiableList(kept);
  }

  private static Map<?, ?> filterMap(Map<?, ?> map, LambdaValue condition) {
    Map<@Nullable Object, @Nullable Object> kept = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (holds(condition.apply(key, value))) {
            kept.put(key, present(value));
          }
        });
    return Collections.unmodifiableMap(kept);
  }

  /** A map that a lambda makes has no NULL values: that is the dialect's rule. */
  private static Object present(@Nullable Object value) {
    FunctionErrors.check(value != null, "The map of FILTER or TRANSFORM has a NULL value");
    return Objects.requireNonNull(value);
  }

  private static List<?> transform(List<?> list, LambdaValue lambda) {
    List<@Nullable Object> transformed = new ArrayList<>(list.size());
    for (Object value : list) {
      transformed.add(lambda.apply(value));
    }
    return Collections.unmodifiableList(transformed);
  }

  /** Two entries that get one key are an error. */
  private static Map<?, ?> transformMap(Map<?, ?> map, LambdaValue keys, LambdaValue values) {
    Map<@Nullable Object, @Nullable Object> transformed = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          Object newKey = keys.apply(key, value);
          FunctionErrors.check(
              !transformed.containsKey(newKey), "TRANSFORM gives two entries the same key");
          transformed.put(newKey, present(values.apply(key, value)));
        });
    return Collections.unmodifiableMap(transformed);
  }

  /**
   * NULL for a NULL start, the start for a NULL collection. Entries come in the order of a {@code
   * HashMap}, not as they were written: that is the dialect's order.
   */
  private static @Nullable Object reduce(
      @Nullable Object collection, @Nullable Object start, @Nullable Object lambda) {
    if (start == null || !(lambda instanceof LambdaValue body)) {
      return null;
    }
    Object state = start;
    if (collection instanceof List<?> list) {
      for (Object value : list) {
        state = body.apply(state, value);
      }
    }
    if (collection instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : new HashMap<>(map).entrySet()) {
        state = body.apply(state, entry.getKey(), entry.getValue());
      }
    }
    return state;
  }
}
