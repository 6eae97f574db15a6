package dev.recency.plan.function;

/** Functions that give several rows for one. */
final class TableFunctionSignatures {
  static final String TABLE =
      """
      EXPLODE(ARRAY<T>) -> T
      CUBE_EXPLODE(ARRAY<T>) -> ARRAY<T>
      """;

  private TableFunctionSignatures() {}
}
