package dev.recency.sql.tree;

import dev.recency.sql.Location;
import java.util.Optional;

/** One item of a SELECT list. */
public sealed interface SelectItem extends Node {

  /** {@code expression [[AS] alias]}. */
  record Single(Expression expression, Optional<Identifier> alias, Location location)
      implements SelectItem {}

  /** {@code *} or {@code source.*}. */
  record AllColumns(Optional<Identifier> source, Location location) implements SelectItem {}

  /** {@code struct->*}: every field of a struct as a column. */
  record AllStructFields(Expression struct, Location location) implements SelectItem {}
}
