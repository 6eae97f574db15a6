package dev.recency.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where a query writes.
 *
 * @param name the stream or table that the rows are written to
 * @param columns the output row's layout: roles KEY and VALUE; with {@code keyWindow} WINDOWSTART
 *     and WINDOWEND behind them. A sink without KEY columns writes null keys
 * @param timestamp the output column that becomes the record timestamp, if declared
 * @param partitions declared number for a topic to be created
 * @param replicas declared replication factor for a topic to be created
 * @param retentionMillis declared retention for a topic to be created
 * @param keyWindow what keys end with, if they hold a window
 */
public record Sink(
    String name,
    Serialization serialization,
    List<Column> columns,
    Optional<TimestampColumn> timestamp,
    OptionalInt partitions,
    OptionalInt replicas,
    OptionalLong retentionMillis,
    Optional<KeyWindow> keyWindow) {
  public Sink {
    columns = List.copyOf(columns);
  }

  /** A sink whose keys hold no window. */
  public Sink(
      String name,
      Serialization serialization,
      List<Column> columns,
      Optional<TimestampColumn> timestamp,
      OptionalInt partitions,
      OptionalInt replicas,
      OptionalLong retentionMillis) {
    this(
        name,
        serialization,
        columns,
        timestamp,
        partitions,
        replicas,
        retentionMillis,
        Optional.empty());
  }
}
