package dev.recency.plan.row;

/** Why a record went to the dead letters instead of into a value. Counted by name. */
public enum RejectReason {
  /** The record key is not what KEY_FORMAT and the key columns say. */
  MALFORMED_KEY,
  /** The record value is not what VALUE_FORMAT and the columns say. */
  MALFORMED_VALUE,
  /** A number does not fit the type of its column. */
  OUT_OF_RANGE,
  /** The record is larger, longer or deeper than the limits of the decoder. */
  LIMIT,
  /** The event time is missing, not readable or negative. */
  INVALID_TIMESTAMP,
  /** The event time lies too far ahead of the arrival. */
  FUTURE_TIMESTAMP,
  /** A GROUP BY value is NULL, or the record of a table has no key. */
  NULL_KEY,
  /** The event came after its window was closed (EMIT FINAL). */
  LATE
}
