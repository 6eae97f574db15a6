package dev.recency.command;

import dev.recency.plan.Query;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import org.jspecify.annotations.Nullable;

/** Turns the rows of one query into records of its sink. Not thread-safe. */
public interface CommandEncoder {
  /** Header with the name of the statement that made the command. */
  String STATEMENT_HEADER = "recency-statement";

  /** Header with the time in milliseconds when the cause of the command arrived. */
  String ARRIVAL_HEADER = "recency-arrival-ms";

  /** The encoder of this query's sink. */
  static CommandEncoder of(Query query) {
    return new SinkEncoder(query);
  }

  /**
   * The record of a row, or null if the sink has a TIMESTAMP column and its value is NULL, negative
   * or not readable: such a row cannot be written and is rejected with {@code INVALID_TIMESTAMP}.
   *
   * @param row in the layout of the sink's columns
   * @param kind DELETE writes a null value
   * @param tombstone true writes a null value: the source record had none
   * @param timestampMillis the record timestamp, unless the sink has a TIMESTAMP column
   * @param arrivalMillis the {@code recency-arrival-ms} header
   */
  @Nullable CommandRecord encode(
      Row row, RowKind kind, boolean tombstone, long timestampMillis, long arrivalMillis);
}
