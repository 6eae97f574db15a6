package dev.recency.operator;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.util.ArrayList;
import java.util.List;

/**
 * A record of a table as the arguments of a {@link KeyedOperator.KeyedRecord}: first whether the key
 * has a row now, then the columns of the row.
 *
 * @param present false: the key has no row
 * @param row its columns; of a key without a row those that are not part of the key are NULL
 */
public record TableRecord(boolean present, Row row) {
  /** The types of the arguments for rows of these types. */
  public static List<SqlType> types(List<SqlType> columns) {
    List<SqlType> types = new ArrayList<>();
    types.add(Simple.BOOLEAN);
    types.addAll(columns);
    return types;
  }

  /** The record in these arguments. */
  static TableRecord of(Row arguments) {
    return new TableRecord(arguments.getBoolean(0), arguments.part(1, arguments.size()));
  }

  /** The record as arguments. */
  public Row toArguments() {
    return Row.join(new Row.Builder(1).setBoolean(0, present).build(), row);
  }
}
