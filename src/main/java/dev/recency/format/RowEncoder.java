package dev.recency.format;

import dev.recency.format.part.PartColumns;
import dev.recency.plan.Column;
import dev.recency.plan.Sink;
import dev.recency.plan.row.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the keys or the values of one sink. Not thread-safe. */
@FunctionalInterface
public interface RowEncoder {
  /** The bytes of this row in the layout of the sink's columns; null is a null key or value. */
  byte @Nullable [] encode(Row row);

  /**
   * The encoder of the sink's KEY columns: none are a null key, one JSON column is bare.
   *
   * @throws IllegalArgumentException if the format cannot hold the columns
   */
  static RowEncoder keys(Sink sink) {
    return Parts.keyEncoder(
            sink.serialization(), PartColumns.of(sink.columns(), sink.columns(), Column.Role.KEY))
        ::encode;
  }

  /**
   * The encoder of the same KEY columns in rows that hold nothing else, in the sink's order: the
   * GROUP BY values.
   */
  static RowEncoder groupKeys(Sink sink) {
    List<Column> keys =
        sink.columns().stream().filter(column -> column.role() == Column.Role.KEY).toList();
    return Parts.keyEncoder(sink.serialization(), PartColumns.of(keys, keys, Column.Role.KEY))
        ::encode;
  }

  /**
   * The encoder of the sink's VALUE columns.
   *
   * @throws IllegalArgumentException if the format cannot hold the columns
   */
  static RowEncoder values(Sink sink) {
    return Parts.valueEncoder(
            sink.serialization(), PartColumns.of(sink.columns(), sink.columns(), Column.Role.VALUE))
        ::encode;
  }
}
