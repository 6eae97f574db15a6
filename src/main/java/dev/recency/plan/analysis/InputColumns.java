package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.Input;
import dev.recency.plan.RowLayout;
import dev.recency.plan.Source;
import dev.recency.plan.typed.TypedExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The layout of a source as it grows: a column gets its slot when the first expression uses it, so
 * columns that nobody uses are never decoded; of a table the key columns have theirs from the start.
 */
final class InputColumns {
  private final Source source;
  private final List<Column> columns = new ArrayList<>();

  /** A table's key is always among them: without it a record says nothing. */
  InputColumns(Source source) {
    this.source = source;
    if (source.kind() == Source.Kind.TABLE) {
      columns.addAll(source.columns(Column.Role.KEY));
    }
  }

  /** The slot of this column, assigned now if it is used for the first time. */
  TypedExpression.Slot slot(Column column) {
    int slot = columns.indexOf(column);
    if (slot < 0) {
      slot = columns.size();
      columns.add(column);
    }
    return new TypedExpression.Slot(slot, column.name(), column.type());
  }

  /** The input with all columns used so far. */
  Input build() {
    OptionalInt timestampSlot =
        source
            .timestamp()
            .map(
                timestamp ->
                    source.columns().stream()
                        .filter(column -> column.name().equals(timestamp.column()))
                        .findFirst()
                        .orElseThrow())
            .map(column -> OptionalInt.of(slot(column).slot()))
            .orElse(OptionalInt.empty());
    return new Input(source, new RowLayout(columns), timestampSlot);
  }
}
