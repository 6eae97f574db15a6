package dev.recency.plan.function;

/** Functions over arrays and maps, those that take lambdas included. */
final class CollectionSignatures {
  static final String TABLE =
      """
      ARRAY_CONTAINS(ARRAY<T>, T) -> BOOLEAN
      ARRAY_LENGTH(ARRAY<T>) -> INTEGER
      ARRAY_CONCAT(ARRAY<T>, ARRAY<T>) -> ARRAY<T>
      ARRAY_DISTINCT(ARRAY<T>) -> ARRAY<T>
      ARRAY_EXCEPT(ARRAY<T>, ARRAY<T>) -> ARRAY<T>
      ARRAY_INTERSECT(ARRAY<T>, ARRAY<T>) -> ARRAY<T>
      ARRAY_UNION(ARRAY<T>, ARRAY<T>) -> ARRAY<T>
      ARRAY_JOIN(ARRAY<T>) -> STRING
      ARRAY_JOIN(ARRAY<T>, STRING) -> STRING
      ARRAY_MAX(ARRAY<T>) -> T
      ARRAY_MIN(ARRAY<T>) -> T
      ARRAY_REMOVE(ARRAY<T>, T) -> ARRAY<T>
      ARRAY_SORT(ARRAY<T>) -> ARRAY<T>
      ARRAY_SORT(ARRAY<T>, STRING) -> ARRAY<T>
      SLICE(ARRAY<T>, INTEGER, INTEGER) -> ARRAY<T>
      GENERATE_SERIES(INTEGER, INTEGER) -> ARRAY<INTEGER>
      GENERATE_SERIES(INTEGER, INTEGER, INTEGER) -> ARRAY<INTEGER>
      GENERATE_SERIES(BIGINT, BIGINT) -> ARRAY<BIGINT>
      GENERATE_SERIES(BIGINT, BIGINT, INTEGER) -> ARRAY<BIGINT>
      AS_MAP(ARRAY<STRING>, ARRAY<T>) -> MAP<STRING, T>
      ENTRIES(MAP<STRING, T>, BOOLEAN) -> ARRAY<STRUCT<K STRING, V T>>
      MAP_KEYS(MAP<STRING, T>) -> ARRAY<STRING>
      MAP_VALUES(MAP<STRING, T>) -> ARRAY<T>
      MAP_UNION(MAP<STRING, T>, MAP<STRING, T>) -> MAP<STRING, T>
      FILTER(ARRAY<T>, (T) => BOOLEAN) -> ARRAY<T>
      FILTER(MAP<K, V>, (K, V) => BOOLEAN) -> MAP<K, V>
      TRANSFORM(ARRAY<T>, (T) => U) -> ARRAY<U>
      TRANSFORM(MAP<K, V>, (K, V) => A, (K, V) => B) -> MAP<A, B>
      REDUCE(ARRAY<T>, S, (S, T) => S) -> S
      REDUCE(MAP<K, V>, S, (S, K, V) => S) -> S
      """;

  private CollectionSignatures() {}
}
