package dev.recency.expression.function;

import java.util.Comparator;

/** The order of values of one comparable type. */
final class Ordering {
  private Ordering() {}

  /** Numbers by size, text by UTF-16 code unit, bytes one by one, false before true. */
  @SuppressWarnings("unchecked")
  static Comparator<Object> natural() {
    return (first, second) -> {
      if (!(first instanceof Comparable)) {
        throw FunctionErrors.refuse("Values of this type have no order");
      }
      return ((Comparable<Object>) first).compareTo(second);
    };
  }
}
