package dev.recency.plan;

import dev.recency.plan.type.SqlType;

/**
 * A column of a source, of a layout or of a sink.
 *
 * @param name upper-case unless it was quoted
 * @param role where its value comes from
 * @param headerKey the key named in {@code HEADER('key')}, else empty
 */
public record Column(String name, SqlType type, Role role, String headerKey) {
  /** A column without a header key. */
  public Column(String name, SqlType type, Role role) {
    this(name, type, role, "");
  }

  /** Where a column's value comes from. */
  public enum Role {
    /** The record key. */
    KEY,
    /** The record value. */
    VALUE,
    /** All record headers: ARRAY of STRUCT of KEY and VALUE. */
    HEADERS,
    /** The last header of one key. */
    HEADER,
    /** The start of the window in the record key, milliseconds since the epoch. */
    WINDOWSTART,
    /** The end of the window in the record key. */
    WINDOWEND,
    /** The event time in milliseconds. */
    ROWTIME,
    /** The partition. */
    ROWPARTITION,
    /** The offset. */
    ROWOFFSET
  }
}
