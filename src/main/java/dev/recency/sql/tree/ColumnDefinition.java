package dev.recency.sql.tree;

import dev.recency.sql.Location;
import java.util.Optional;

/**
 * A declared column.
 *
 * @param headerKey the header's name, present exactly for {@link Role#HEADER}
 */
public record ColumnDefinition(
    Identifier name, TypeNode type, Role role, Optional<String> headerKey) implements Node {

  /** Which part of the record the column is read from. */
  public enum Role {
    /** No mark: a field of the value. */
    VALUE,
    /** {@code KEY}. */
    KEY,
    /** {@code PRIMARY KEY}. */
    PRIMARY_KEY,
    /** {@code HEADERS}: all headers. */
    HEADERS,
    /** {@code HEADER('name')}: one header. */
    HEADER
  }

  public ColumnDefinition {
    if (headerKey.isPresent() != (role == Role.HEADER)) {
      throw new IllegalArgumentException("a header's name belongs to HEADER('name') alone");
    }
  }

  @Override
  public Location location() {
    return name.location();
  }
}
