package dev.recency.operator;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a new row of a table is to one group: a row leaves it, a row comes, or one replaces another.
 * As the arguments of a {@link KeyedOperator.KeyedRecord}: whether one leaves, whether one comes,
 * the arguments of the one and then of the other.
 *
 * @param old the arguments of the row that leaves; null: none does
 * @param added the arguments of the row that comes; null: none does
 */
record RowChange(@Nullable Row old, @Nullable Row added) {
  private static final int FLAGS = 2;

  static List<SqlType> types(List<SqlType> arguments) {
    List<SqlType> types = new ArrayList<>(List.of(Simple.BOOLEAN, Simple.BOOLEAN));
    types.addAll(arguments);
    types.addAll(arguments);
    return types;
  }

  static RowChange of(Row row) {
    int size = (row.size() - FLAGS) / 2;
    return new RowChange(
        row.getBoolean(0) ? row.part(FLAGS, FLAGS + size) : null,
        row.getBoolean(1) ? row.part(FLAGS + size, FLAGS + 2 * size) : null);
  }

  /**
   * The change as arguments.
   *
   * @param size number of arguments of a row
   */
  Row toArguments(int size) {
    Row nothing = Row.ofNulls(size);
    Row flags =
        new Row.Builder(FLAGS).setBoolean(0, old != null).setBoolean(1, added != null).build();
    return Row.join(flags, old == null ? nothing : old, added == null ? nothing : added);
  }
}
