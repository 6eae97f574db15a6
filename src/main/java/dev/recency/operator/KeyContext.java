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

  /**
   * The live form that was put last for this key, or null: then {@link #header} has it, if there is
   * one. An operator uses either live headers or plain ones.
   */
  @Nullable LiveHeader liveHeader();

  /**
   * Replaces the header by a live one. To be called in every call that changed it: the host takes
   * its bytes at any moment until the next snapshot.
   */
  void putHeader(LiveHeader header);

  /** Drops the header, live or not. A key without header and chunks has no state. */
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
  default void timer(long atMillis) {
    timer(atMillis, 0);
  }

  /**
   * The same with a rank: of the timers of all keys that are due, those of an earlier time come
   * first, then those of a lower rank, then those of a smaller key by its encoded bytes. A key
   * that sets its timer anew takes its place among the others again.
   */
  void timer(long atMillis, long rank);

  /** Removes the timer, if one is set. */
  void cancelTimer();

  /** The clock of semantics: stream time in milliseconds; never goes back. */
  long clock();

  /** The wall clock in milliseconds; in a replay the arrival of the current record. */
  long now();

  /** Counts what became of the current record, or of a value, in a statement. */
  void count(int statement, Outcome outcome);

  /**
   * Sends a row on.
   *
   * @param statement index of the statement among those of the operator
   * @param asOfMillis the instant for which it is true
   * @param arrivalMillis when the record that caused it arrived
   */
  void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis);
}
