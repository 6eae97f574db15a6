package dev.recency.expression;

import dev.recency.expression.ErrorListener.Kind;

/** An expression has no value for this row. Has no stack trace: it is thrown per record. */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** An error of this class; the message may contain data. */
  public EvaluationException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** The class of the error. */
  public Kind kind() {
    return kind;
  }

  static EvaluationException nullOperand(String where) {
    return new EvaluationException(Kind.NULL_OPERAND, "NULL operand of " + where);
  }
}
