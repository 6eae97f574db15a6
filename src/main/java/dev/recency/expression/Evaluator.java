package dev.recency.expression;

import dev.recency.plan.row.Row;
import org.jspecify.annotations.Nullable;

/** A compiled expression. Not thread-safe; one instance per operator instance. */
@FunctionalInterface
public interface Evaluator {
  /**
   * The value for this row, as {@code SqlType} represents it; null is SQL NULL.
   *
   * @throws RuntimeException if it has none, for example a cast that does not succeed; whoever
   *     asked makes that NULL or false and reports it
   */
  @Nullable Object evaluate(Row row);
}
