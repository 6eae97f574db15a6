package dev.recency.command;

import dev.recency.format.TimestampPattern;
import dev.recency.plan.Sink;
import dev.recency.plan.TimestampColumn;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;

/** The record timestamp of a sink: what the host says, or a column of the row. */
@FunctionalInterface
interface SinkTimestamp {
  /** Milliseconds since the epoch; negative if the column holds no time. */
  long of(Row row, long timestampMillis);

  /** The rule of this sink. */
  static SinkTimestamp of(Sink sink) {
    return sink.timestamp()
        .map(column -> ofColumn(sink, column))
        .orElse((row, timestampMillis) -> timestampMillis);
  }

  private static SinkTimestamp ofColumn(Sink sink, TimestampColumn column) {
    int slot = slotOf(sink, column.column());
    if (sink.columns().get(slot).type() == SqlType.Simple.STRING) {
      TimestampPattern pattern = TimestampPattern.of(column);
      return (row, timestampMillis) ->
          row.isNull(slot)
              ? TimestampPattern.NONE
              : pattern.parse(String.valueOf(row.getReference(slot)));
    }
    return (row, timestampMillis) -> row.isNull(slot) ? TimestampPattern.NONE : row.getLong(slot);
  }

  private static int slotOf(Sink sink, String name) {
    for (int slot = 0; slot < sink.columns().size(); slot++) {
      if (sink.columns().get(slot).name().equals(name)) {
        return slot;
      }
    }
    throw new IllegalArgumentException("TIMESTAMP column [" + name + "] is not in the output");
  }
}
