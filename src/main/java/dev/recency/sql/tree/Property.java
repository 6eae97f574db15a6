package dev.recency.sql.tree;

import dev.recency.sql.Location;

/** One {@code name = literal} of a WITH clause. Property names do not depend on case. */
public record Property(Identifier name, Literal value) implements Node {

  @Override
  public Location location() {
    return name.location();
  }
}
