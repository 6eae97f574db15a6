package dev.recency.accuracy.store;

import dev.recency.plan.Column;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a feature stands in the rows of a sink.
 *
 * @param slot of the column
 * @param type of the column
 * @param fields indexes into its struct, from outside in
 */
record FeaturePath(int slot, SqlType type, List<Integer> fields) {
  private static final String VALUES = "values";

  /** The path of a feature by name: in a struct's {@code values}, else among the columns. */
  static Optional<FeaturePath> find(String name, List<Column> columns) {
    for (int slot = 0; slot < columns.size(); slot++) {
      SqlType type = columns.get(slot).type();
      if (type instanceof SqlType.Struct struct && struct.indexOf(VALUES) >= 0) {
        Optional<FeaturePath> path = path(slot, type, VALUES + "." + name);
        if (path.isPresent()) {
          return path;
        }
      }
    }
    for (int slot = 0; slot < columns.size(); slot++) {
      Column column = columns.get(slot);
      if (column.role() == Column.Role.VALUE && column.name().equals(name)) {
        return Optional.of(new FeaturePath(slot, column.type(), List.of()));
      }
      if (name.startsWith(column.name() + ".")) {
        return path(slot, column.type(), name.substring(column.name().length() + 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<FeaturePath> path(int slot, SqlType type, String names) {
    List<Integer> fields = new ArrayList<>();
    SqlType current = type;
    String rest = names;
    while (!rest.isEmpty()) {
      int dot = rest.indexOf('.');
      String field = dot < 0 ? rest : rest.substring(0, dot);
      int index = current instanceof SqlType.Struct struct ? struct.indexOf(field) : -1;
      if (index < 0) {
        return Optional.empty();
      }
      fields.add(index);
      current = ((SqlType.Struct) current).fields().get(index).type();
      rest = dot < 0 ? "" : rest.substring(dot + 1);
    }
    return Optional.of(new FeaturePath(slot, type, fields));
  }

  /** The number there; null if there is none. */
  @Nullable Object value(Row row) {
    Object value = row.get(slot, type);
    for (int field : fields) {
      if (!(value instanceof StructValue struct)) {
        return null;
      }
      value = struct.get(field);
    }
    return value instanceof Number ? value : null;
  }
}
