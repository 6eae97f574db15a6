package dev.recency.sql;

/** Why a definition was refused: one code per class of mistake, so that they can be counted. */
public enum ErrorCode {
  /** The text is no statement of the dialect. */
  SYNTAX,
  /** The text is larger or more deeply nested than the limits allow. */
  LIMIT,
  /** A stream or table that no statement before declares. */
  UNKNOWN_SOURCE,
  /** A column that the sources in scope do not have. */
  UNKNOWN_COLUMN,
  /** A function that does not exist, or not with these arguments. */
  UNKNOWN_FUNCTION,
  /** A property of a WITH clause or of SET that does not exist. */
  UNKNOWN_PROPERTY,
  /** An expression whose type does not fit where it stands. */
  TYPE_MISMATCH,
  /** A known property with a value that it cannot have. */
  INVALID_PROPERTY,
  /** Well-formed clauses that do not make sense together. */
  INVALID_STATEMENT,
  /** An aggregate where none may stand, or a column that is neither grouped nor aggregated. */
  AGGREGATE_MISUSE,
  /** A WINDOW clause with impossible sizes or parts. */
  WINDOW,
  /** Known to the dialect, but not run here. */
  UNSUPPORTED,
  /** A name that is already taken. */
  DUPLICATE
}
