package dev.recency.format;

import dev.recency.plan.Sink;
import dev.recency.plan.row.Row;
import org.jspecify.annotations.Nullable;

/** Writes the keys or the values of one sink. Not thread-safe. */
public interface RowEncoder {
  /** The bytes of this row, which has the layout of the sink's columns; null is a null record part. */
  byte @Nullable [] encode(Row row);

  /** The encoder of the sink's KEY columns. */
  static RowEncoder keys(Sink sink) {
    throw new UnsupportedOperationException(sink.name());
  }

  /** The encoder of the sink's VALUE columns. */
  static RowEncoder values(Sink sink) {
    throw new UnsupportedOperationException(sink.name());
  }
}
