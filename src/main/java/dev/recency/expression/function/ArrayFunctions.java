package dev.recency.expression.function;

import dev.recency.expression.TextCasts;
import dev.recency.plan.type.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Functions over one array. */
final class ArrayFunctions {
  /** Bounds the memory of one value. */
  private static final long MAX_SERIES = 1_000_000;

  private ArrayFunctions() {}

  static void register(Registry registry) {
    registry.raw(
        "ARRAY_CONTAINS(ARRAY<T>, T) -> BOOLEAN",
        arguments -> arguments[0] instanceof List<?> list && list.contains(arguments[1]));
    registry.one("ARRAY_LENGTH(ARRAY<T>) -> INTEGER", (List<?> list) -> list.size());
    registry.site("ARRAY_JOIN(ARRAY<T>) -> STRING", site -> join(site, ","));
    registry.site("ARRAY_JOIN(ARRAY<T>, STRING) -> STRING", site -> join(site, ""));
    registry.one("ARRAY_MAX(ARRAY<T>) -> T", (List<?> list) -> extreme(list, Ordering.natural()));
    registry.one(
        "ARRAY_MIN(ARRAY<T>) -> T", (List<?> list) -> extreme(list, Ordering.natural().reversed()));
    registry.raw(
        "ARRAY_REMOVE(ARRAY<T>, T) -> ARRAY<T>",
        arguments -> arguments[0] instanceof List<?> list ? without(list, arguments[1]) : null);
    registry.one("ARRAY_SORT(ARRAY<T>) -> ARRAY<T>", (List<?> list) -> sorted(list, "ASC"));
    registry.two("ARRAY_SORT(ARRAY<T>, STRING) -> ARRAY<T>", ArrayFunctions::sorted);
    registry.raw("SLICE(ARRAY<T>, INTEGER, INTEGER) -> ARRAY<T>", ArrayFunctions::slice);
    for (String type : new String[] {"INTEGER", "BIGINT"}) {
      boolean narrow = type.equals("INTEGER");
      String form = "GENERATE_SERIES(" + type + ", " + type;
      String result = ") -> ARRAY<" + type + ">";
      registry.two(
          form + result,
          (Number from, Number to) ->
              series(from, to, from.longValue() <= to.longValue() ? 1 : -1, narrow));
      registry.three(
          form + ", INTEGER" + result,
          (Number from, Number to, Integer step) -> series(from, to, step, narrow));
    }
  }

  /** NULL elements read null. */
  private static ScalarFunction join(CallSite site, String otherwise) {
    SqlType element =
        site.argumentTypes().get(0) instanceof SqlType.Array array
            ? array.element()
            : SqlType.Simple.NULL;
    boolean simple =
        element.numeric() || element == SqlType.Simple.BOOLEAN || element == SqlType.Simple.STRING;
    return arguments -> {
      if (!(arguments[0] instanceof List<?> list)) {
        return null;
      }
      FunctionErrors.check(
          simple || list.stream().allMatch(Objects::isNull),
          "ARRAY_JOIN takes arrays of BOOLEAN, numbers or STRING");
      String separator =
          arguments.length > 1 && arguments[1] instanceof String text ? text : otherwise;
      StringJoiner joined = new StringJoiner(separator);
      list.forEach(value -> joined.add(TextCasts.toText(value, element)));
      return joined.toString();
    };
  }

  private static @Nullable Object extreme(List<?> list, Comparator<Object> comparator) {
    return list.stream()
        .filter(Objects::nonNull)
        .map(Object.class::cast)
        .max(comparator)
        .orElse(null);
  }

  private static List<?> without(List<?> list, @Nullable Object unwanted) {
    List<@Nullable Object> kept = new ArrayList<>(list);
    kept.removeIf(value -> Objects.equals(value, unwanted));
    return Collections.unmodifiableList(kept);
  }

  /** NULLs come last in both directions. */
  private static List<?> sorted(List<?> list, String direction) {
    Comparator<Object> order =
        switch (direction.toUpperCase(Locale.ROOT)) {
          case "ASC", "ASCENDING" -> Ordering.natural();
          case "DESC", "DESCENDING" -> Ordering.natural().reversed();
          default -> throw FunctionErrors.refuse("The direction of ARRAY_SORT is ASC or DESC");
        };
    List<@Nullable Object> sorted = new ArrayList<>(list);
    sorted.sort(Comparator.nullsLast(order));
    return Collections.unmodifiableList(sorted);
  }

  /** Both ends count, from 1; NULL is the array's own end. NULL if a position lies outside. */
  private static @Nullable Object slice(@Nullable Object[] arguments) {
    if (!(arguments[0] instanceof List<?> list)) {
      return null;
    }
    int start = arguments[1] instanceof Integer from ? from - 1 : 0;
    int end = arguments[2] instanceof Integer to ? to : list.size();
    return start < 0 || end > list.size() || start > end
        ? null
        : Collections.unmodifiableList(new ArrayList<>(list.subList(start, end)));
  }

  private static List<Object> series(Number from, Number to, long step, boolean narrow) {
    FunctionErrors.check(step != 0, "The step of GENERATE_SERIES must not be 0");
    long distance = Math.subtractExact(to.longValue(), from.longValue());
    FunctionErrors.check(
        distance == 0 || distance > 0 == step > 0, "The step of GENERATE_SERIES leads away");
    long count = distance / step + 1;
    FunctionErrors.check(count <= MAX_SERIES, "A series has at most " + MAX_SERIES + " elements");
    List<Object> series = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      long value = from.longValue() + i * step;
      series.add(narrow ? (Object) (int) value : (Object) value);
    }
    return Collections.unmodifiableList(series);
  }
}
