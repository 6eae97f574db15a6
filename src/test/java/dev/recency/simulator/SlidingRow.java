package dev.recency.simulator;

import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that was emitted, or should be, in a form that is compared bit for bit.
 *
 * @param values in the statement's layout; empty of a tombstone
 */
public record SlidingRow(
    int statement, StructValue key, boolean tombstone, long asOfMillis, List<Object> values) {
  /** Stands for SQL NULL. */
  private static final Object NULL = new NullValue();

  private static final class NullValue {
    @Override
    public String toString() {
      return "NULL";
    }
  }

  /** The row as the operator emitted it. */
  public static SlidingRow of(
      SlidingStatements statements, int statement, Row row, RowKind kind, long asOfMillis) {
    boolean tombstone = kind == RowKind.DELETE;
    StructValue key = statements.identity(keyOf(statements, row));
    return new SlidingRow(
        statement,
        key,
        tombstone,
        asOfMillis,
        tombstone ? List.of() : values(statements, statement, row));
  }

  private static Row keyOf(SlidingStatements statements, Row row) {
    List<SqlType.Field> fields = statements.keyType().fields();
    Row.Builder key = new Row.Builder(fields.size());
    for (int slot = 0; slot < fields.size(); slot++) {
      key.set(slot, fields.get(slot).type(), row.get(slot, fields.get(slot).type()));
    }
    return key.build();
  }

  private static List<Object> values(SlidingStatements statements, int statement, Row row) {
    List<SqlType> types = statements.log().statements().get(statement).layout().types();
    List<Object> values = new ArrayList<>();
    for (int slot = 0; slot < types.size(); slot++) {
      values.add(comparable(row.get(slot, types.get(slot))));
    }
    return values;
  }

  /** Maps are equal whatever their order; here the order counts. */
  private static Object comparable(@Nullable Object value) {
    if (value == null) {
      return NULL;
    }
    return value instanceof Map<?, ?> map ? List.copyOf(map.entrySet()) : value;
  }

  /** The row again; of a tombstone only its key. */
  Row row(SlidingStatements statements) {
    List<SqlType> types = statements.log().statements().get(statement).layout().types();
    Row.Builder row = new Row.Builder(types.size());
    for (int slot = 0; slot < key.size(); slot++) {
      row.set(slot, types.get(slot), key.get(slot));
    }
    for (int slot = key.size(); slot < values.size(); slot++) {
      Object value = values.get(slot);
      row.set(slot, types.get(slot), value == NULL ? null : plain(types.get(slot), value));
    }
    return row.build();
  }

  private static Object plain(SqlType type, Object value) {
    if (!(type instanceof SqlType.MapOf)) {
      return value;
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (Object entry : (List<?>) value) {
      map.put(((Map.Entry<?, ?>) entry).getKey(), ((Map.Entry<?, ?>) entry).getValue());
    }
    return map;
  }

  /** The aggregates alone: without bounds. */
  public List<Object> aggregates(SlidingStatements statements) {
    return tombstone
        ? List.of()
        : values.subList(statements.keyType().fields().size(), values.size() - 2);
  }

  /** Statement and key. */
  public List<Object> subject() {
    return List.of(statement, key);
  }
}
