package dev.recency.expression.function;

import dev.recency.expression.ErrorListener.Kind;
import dev.recency.expression.EvaluationException;

/** Errors of functions. */
final class FunctionErrors {
  private FunctionErrors() {}

  /** The arguments are not acceptable; the message says what is. */
  static EvaluationException refuse(String message) {
    return new EvaluationException(Kind.FUNCTION, message);
  }

  static void check(boolean condition, String message) {
    if (!condition) {
      throw refuse(message);
    }
  }
}
