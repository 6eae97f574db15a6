package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;

/**
 * The order of the values of one type, as the dialect compares them; total also for DOUBLE, where
 * −0.0 stands below 0.0 and NaN above all.
 */
final class ValueOrder {
  private ValueOrder() {}

  /** Whether values of this type have an order. */
  static boolean exists(SqlType type) {
    return type instanceof SqlType.Decimal || (type instanceof Simple && type != Simple.NULL);
  }

  /** Compares two values of one type that has an order. */
  @SuppressWarnings("unchecked")
  static int compare(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }
}
