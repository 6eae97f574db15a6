package dev.recency.operator;

import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * The world of an operator while it works on one key: that key's state, its one timer, the clock.
 * A host implements it: Flink, or the simulator. Values are bytes that begin with a format version.
 * Arrays that are handed over are shared and must not be changed by either side.
 */
public interface KeyContext {
  /** The header of this key, or null if the key has no state. */
  byte @Nullable [] header();

  /** Replaces the header. */
  void putHeader(byte[] header);

  /** Drops the header. A key without header and chunks has no state. */
  void deleteHeader();

  /** A chunk of this key, or null if there is none of this number. */
  byte @Nullable [] chunk(long id);

  /** Writes a chunk. */
  void putChunk(long id, byte[] chunk);

  /** Drops a chunk. */
  void deleteChunk(long id);

  /**
   * Sets the key's one timer: the operator is called as soon as {@code clock() >= at}. A later call
   * replaces it.
   *
   * @param atMillis milliseconds since the epoch, on the operator's clock
   */
  void timer(long atMillis);

  /** Removes the timer, if one is set. */
  void cancelTimer();

  /** The clock of semantics: stream time in milliseconds; never goes back. */
  long clock();

  /** The wall clock in milliseconds; in a replay the arrival of the current record. */
  long now();

  /**
   * Sends a row on.
   *
   * @param asOfMillis the instant for which it is true
   * @param arrivalMillis when the record that caused it arrived
   */
  void emit(Row row, RowKind kind, long asOfMillis, long arrivalMillis);
}
