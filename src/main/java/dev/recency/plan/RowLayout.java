package dev.recency.plan;

import dev.recency.plan.type.SqlType;
import java.util.List;

/** Which column stands in which slot of a {@code Row}: slot i holds {@code columns.get(i)}. */
public record RowLayout(List<Column> columns) {
  public RowLayout {
    columns = List.copyOf(columns);
  }

  /** The type of each slot. */
  public List<SqlType> types() {
    return columns.stream().map(Column::type).toList();
  }
}
