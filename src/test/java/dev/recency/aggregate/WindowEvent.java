package dev.recency.aggregate;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * An event with one argument.
 *
 * @param value null is NULL
 */
record WindowEvent(long position, @Nullable Object value) {
  Arguments arguments(SqlType type) {
    return new RowArguments(new Row.Builder(1).set(0, type, value).build(), position);
  }
}
