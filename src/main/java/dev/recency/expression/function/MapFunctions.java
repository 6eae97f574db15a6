package dev.recency.expression.function;

import dev.recency.plan.row.StructValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Functions over maps. */
final class MapFunctions {
  private MapFunctions() {}

  static void register(Registry registry) {
    registry.two("AS_MAP(ARRAY<STRING>, ARRAY<T>) -> MAP<STRING, T>", MapFunctions::pair);
    registry.two(
        "ENTRIES(MAP<STRING, T>, BOOLEAN) -> ARRAY<STRUCT<K STRING, V T>>", MapFunctions::entries);
    registry.one(
        "MAP_KEYS(MAP<STRING, T>) -> ARRAY<STRING>",
        (Map<?, ?> map) ->
            Collections.unmodifiableList(new ArrayList<@Nullable Object>(map.keySet())));
    registry.one(
        "MAP_VALUES(MAP<STRING, T>) -> ARRAY<T>",
        (Map<?, ?> map) ->
            Collections.unmodifiableList(new ArrayList<@Nullable Object>(map.values())));
    registry.raw(
        "MAP_UNION(MAP<STRING, T>, MAP<STRING, T>) -> MAP<STRING, T>", MapFunctions::union);
  }

  /** An entry for each key; NULL where there is no value for it. */
  private static Map<?, ?> pair(List<?> keys, List<?> values) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      map.put(keys.get(i), i < values.size() ? values.get(i) : null);
    }
    return Collections.unmodifiableMap(map);
  }

  @SuppressWarnings("unchecked")
  private static List<?> entries(Map<?, ?> map, boolean sorted) {
    Map<String, @Nullable Object> entries = (Map<String, @Nullable Object>) map;
    List<Object> structs = new ArrayList<>();
    (sorted ? new TreeMap<>(entries) : entries)
        .forEach((key, value) -> structs.add(StructValue.of(key, value)));
    return Collections.unmodifiableList(structs);
  }

  /** The second map's entries win; a NULL map is left out; NULL if both are. */
  private static @Nullable Object union(@Nullable Object[] arguments) {
    Map<@Nullable Object, @Nullable Object> union = new LinkedHashMap<>();
    boolean present = false;
    for (Object argument : arguments) {
      if (argument instanceof Map<?, ?> map) {
        union.putAll(map);
        present = true;
      }
    }
    return present ? Collections.unmodifiableMap(union) : null;
  }
}
