package dev.recency.expression;

/** Hears of run-time errors of expressions; the value was NULL, or the predicate false. */
@FunctionalInterface
public interface ErrorListener {
  /**
   * One evaluation failed.
   *
   * @param statement the query's id
   * @param kind what class of error
   * @param message what happened; may contain data, so it is for debugging only
   */
  void failed(String statement, Kind kind, String message);

  /** Classes of run-time errors. */
  enum Kind {
    /** Integer or decimal division by zero. */
    DIVISION_BY_ZERO,
    /** A value does not fit its type. */
    OVERFLOW,
    /** A CAST did not succeed. */
    BAD_CAST,
    /** NULL where the dialect has no answer for it. */
    NULL_OPERAND,
    /** A function did not accept its arguments. */
    FUNCTION
  }
}
