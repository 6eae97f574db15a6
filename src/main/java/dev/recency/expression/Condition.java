package dev.recency.expression;

import dev.recency.plan.row.Row;

/** A compiled BOOLEAN expression that is never NULL; evaluates without boxing. */
@FunctionalInterface
interface Condition {
  /**
   * Whether it holds for this row.
   *
   * @throws RuntimeException if it has no answer, for example for a NULL operand of AND
   */
  boolean test(Row row);
}
