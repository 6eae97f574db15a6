package dev.recency.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A stream or table that statements can read.
 *
 * @param name upper-case unless it was quoted
 * @param columns all its columns, in declaration order, without the system columns
 * @param timestamp the column that holds the event time; empty: the Kafka record timestamp
 * @param declared true if it stands for a topic that others write; false if a statement makes it
 * @param partitions the declared number, for topics that must be created
 * @param keyWindow what keys end with, if they hold a window; then the source has the system columns
 *     WINDOWSTART and WINDOWEND
 */
public record Source(
    String name,
    Kind kind,
    Serialization serialization,
    List<Column> columns,
    Optional<TimestampColumn> timestamp,
    boolean declared,
    OptionalInt partitions,
    Optional<KeyWindow> keyWindow) {
  public Source {
    columns = List.copyOf(columns);
  }

  /** A source whose keys hold no window. */
  public Source(
      String name,
      Kind kind,
      Serialization serialization,
      List<Column> columns,
      Optional<TimestampColumn> timestamp,
      boolean declared,
      OptionalInt partitions) {
    this(name, kind, serialization, columns, timestamp, declared, partitions, Optional.empty());
  }

  /** What a record of the topic is. */
  public enum Kind {
    /** Every record is an event. */
    STREAM,
    /** Every record is the new row of its key; a null value deletes it. */
    TABLE
  }

  /** Columns of this role, in order. */
  public List<Column> columns(Column.Role role) {
    return columns.stream().filter(column -> column.role() == role).toList();
  }
}
