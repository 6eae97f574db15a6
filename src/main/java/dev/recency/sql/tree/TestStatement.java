package dev.recency.sql.tree;

import dev.recency.sql.Location;
import java.util.List;

/** One statement of a test: what any script can hold, and what looks at its results. */
public sealed interface TestStatement extends Node {

  /** A statement that an ordinary script can hold too, or {@code INSERT INTO … VALUES}. */
  record Ordinary(Statement statement) implements TestStatement {
    @Override
    public Location location() {
      return statement.location();
    }
  }

  /**
   * {@code ASSERT VALUES target [(column, …)] VALUES (value, …)}: the next record of the topic.
   *
   * @param columns empty if there is no column list
   */
  record AssertValues(
      Identifier target, List<Identifier> columns, List<Expression> values, Location location)
      implements TestStatement {
    public AssertValues {
      columns = List.copyOf(columns);
      values = List.copyOf(values);
    }
  }

  /**
   * {@code ASSERT NULL VALUES target [(column, …)] KEY (value, …)}: the next record is a tombstone.
   *
   * @param columns empty if there is no column list
   */
  record AssertNullValues(
      Identifier target, List<Identifier> columns, List<Expression> values, Location location)
      implements TestStatement {
    public AssertNullValues {
      columns = List.copyOf(columns);
      values = List.copyOf(values);
    }
  }

  /** {@code ASSERT NO MORE VALUES target}: every record of the topic has been asserted. */
  record AssertNoMoreValues(Identifier target, Location location) implements TestStatement {}

  /**
   * {@code ASSERT STREAM|TABLE name [(column type, …)] [WITH (…)]}.
   *
   * @param columns empty if there is no column list
   */
  record AssertSource(
      Identifier name,
      SourceKind kind,
      List<ColumnDefinition> columns,
      List<Property> properties,
      Location location)
      implements TestStatement {
    public AssertSource {
      columns = List.copyOf(columns);
      properties = List.copyOf(properties);
    }
  }

  /** {@code RUN SCRIPT 'path'}: the statements of that file, here. */
  record RunScript(String path, Location location) implements TestStatement {}
}
