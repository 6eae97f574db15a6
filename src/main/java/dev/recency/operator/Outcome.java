package dev.recency.operator;

/** What became of a record, or of a value, in one statement; hosts count them. */
public enum Outcome {
  /** The record is in the values of the statement. Exactly one of these two per record. */
  ACCEPTED,
  /** The record came too late to change the statement's value; nothing was emitted. */
  LATE_WITHOUT_EFFECT,
  /** A sum did not fit its type when it was emitted, and was NULL. */
  SUM_OVERFLOW
}
