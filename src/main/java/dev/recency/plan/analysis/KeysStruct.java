package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import java.util.ArrayList;
import java.util.List;

/**
 * A command without a key of its own takes the struct {@code keys} that it carries, so that all
 * commands of one entity are in one partition.
 */
final class KeysStruct {
  private static final String FIELD = "keys";

  private KeysStruct() {}

  /** The output with that struct as its key, or as it was if there is none or another key. */
  static Output asKey(Output output) {
    if (!output.keys().isEmpty() || output.values().size() != 1) {
      return output;
    }
    TypedExpression command = output.projection().get(0);
    if (!(command.type() instanceof SqlType.Struct struct) || struct.indexOf(FIELD) < 0) {
      return output;
    }
    int index = struct.indexOf(FIELD);
    SqlType type = struct.fields().get(index).type();
    if (!(type instanceof SqlType.Struct)) {
      return output;
    }
    TypedExpression keys =
        command instanceof TypedExpression.MakeStruct make
            ? make.values().get(index)
            : new TypedExpression.FieldAccess(command, index, type);
    List<Column> columns = new ArrayList<>(output.columns());
    columns.add(new Column(FIELD, type, Column.Role.KEY));
    return new Output(columns, List.of(command, keys));
  }
}
