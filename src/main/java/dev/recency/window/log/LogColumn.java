package dev.recency.window.log;

import dev.recency.aggregate.ValueCodec;
import dev.recency.plan.type.SqlType;

/**
 * A column that a log stores.
 *
 * @param id stable number of the expression, so that state finds it again
 */
public record LogColumn(int id, SqlType type, ValueCodec codec) {
  /** A column of this type. */
  public static LogColumn of(int id, SqlType type) {
    return new LogColumn(id, type, ValueCodec.of(type));
  }

  boolean primitive() {
    return type.primitive();
  }
}
