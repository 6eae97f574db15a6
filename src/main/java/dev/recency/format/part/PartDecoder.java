package dev.recency.format.part;

import dev.recency.plan.row.Row;

/** Reads the key or the value of records into slots of a row. Not thread-safe; never throws. */
public interface PartDecoder {
  /**
   * Fills the slots of this part's columns.
   *
   * @param problems hears why the bytes cannot be read; the row is worthless then
   * @return false if the bytes mean that there is no value at all, as the JSON text {@code null}
   */
  boolean decode(byte[] bytes, Row.Builder row, Problems problems);
}
