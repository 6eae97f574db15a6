package dev.recency.sql.tree;

import dev.recency.sql.Location;
import java.util.List;

/** One statement. Its location is that of its first word. */
public sealed interface Statement extends Node {

  /**
   * {@code CREATE STREAM|TABLE name (…) WITH (…)}.
   *
   * @param readOnly the word SOURCE before the kind
   * @param columns empty if there is no column list
   */
  record CreateSource(
      Identifier name,
      SourceKind kind,
      boolean orReplace,
      boolean ifNotExists,
      boolean readOnly,
      List<ColumnDefinition> columns,
      List<Property> properties,
      Location location)
      implements Statement {
    public CreateSource {
      columns = List.copyOf(columns);
      properties = List.copyOf(properties);
    }
  }

  /** {@code CREATE STREAM|TABLE name [WITH (…)] AS SELECT …}. */
  record CreateAsSelect(
      Identifier name,
      SourceKind kind,
      boolean orReplace,
      boolean ifNotExists,
      List<Property> properties,
      Query query,
      Location location)
      implements Statement {
    public CreateAsSelect {
      properties = List.copyOf(properties);
    }
  }

  /** {@code INSERT INTO target [WITH (…)] SELECT …}. */
  record InsertIntoSelect(
      Identifier target, List<Property> properties, Query query, Location location)
      implements Statement {
    public InsertIntoSelect {
      properties = List.copyOf(properties);
    }
  }

  /**
   * {@code INSERT INTO target [(column, …)] VALUES (value, …)}.
   *
   * @param columns empty if there is no column list
   */
  record InsertValues(
      Identifier target, List<Identifier> columns, List<Expression> values, Location location)
      implements Statement {
    public InsertValues {
      columns = List.copyOf(columns);
      values = List.copyOf(values);
    }
  }

  /** {@code SET 'name' = 'value'}. */
  record SetProperty(String name, String value, Location location) implements Statement {}

  /** {@code UNSET 'name'}. */
  record UnsetProperty(String name, Location location) implements Statement {}

  /** {@code DROP STREAM|TABLE [IF EXISTS] name [DELETE TOPIC]}. */
  record DropSource(
      SourceKind kind, Identifier name, boolean ifExists, boolean deleteTopic, Location location)
      implements Statement {}

  /** {@code CREATE TYPE [IF NOT EXISTS] name AS type}. */
  record CreateType(Identifier name, boolean ifNotExists, TypeNode type, Location location)
      implements Statement {}

  /** {@code DROP TYPE [IF EXISTS] name}. */
  record DropType(Identifier name, boolean ifExists, Location location) implements Statement {}

  /**
   * {@code DEFINE name = 'value'}: from the next statement on, <code>${name}</code> stands for the
   * value. The parser has already replaced it everywhere, so this needs no action.
   */
  record Define(Identifier name, String value, Location location) implements Statement {}

  /** {@code UNDEFINE name}. */
  record Undefine(Identifier name, Location location) implements Statement {}
}
