package dev.recency.sql.tree;

import dev.recency.sql.Location;
import java.util.List;

/** A type as written. */
public sealed interface TypeNode extends Node {

  /** The types without parameters. INT is INTEGER and VARCHAR is STRING. */
  enum Name {
    BOOLEAN,
    INTEGER,
    BIGINT,
    DOUBLE,
    STRING,
    BYTES,
    TIMESTAMP,
    DATE,
    TIME
  }

  /** A built-in type without parameters. */
  record Simple(Name name, Location location) implements TypeNode {}

  /** {@code DECIMAL(precision, scale)}; the numbers are as written. */
  record Decimal(int precision, int scale, Location location) implements TypeNode {}

  /** {@code ARRAY<element>}. */
  record Array(TypeNode element, Location location) implements TypeNode {}

  /** {@code MAP<key, value>}. */
  record Map(TypeNode key, TypeNode value, Location location) implements TypeNode {}

  /** {@code STRUCT<name type, …>}. */
  record Struct(List<Field> fields, Location location) implements TypeNode {
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /** A name that is no built-in type: one that CREATE TYPE declared, or a mistake. */
  record Named(Identifier name, Location location) implements TypeNode {}

  /** A field of a STRUCT type. */
  record Field(Identifier name, TypeNode type) implements Node {
    @Override
    public Location location() {
      return name.location();
    }
  }
}
