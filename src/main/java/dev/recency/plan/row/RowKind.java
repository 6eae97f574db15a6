package dev.recency.plan.row;

/** What a row says about the earlier row of the same key. */
public enum RowKind {
  /** A row that replaces nothing. */
  INSERT,
  /** The new value of its key. */
  UPDATE,
  /** The key has no value any more: written as a tombstone. */
  DELETE
}
