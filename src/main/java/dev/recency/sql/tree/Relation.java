package dev.recency.sql.tree;

import dev.recency.sql.Location;
import java.util.Optional;

/** What a query reads. */
public sealed interface Relation extends Node {

  /** A stream or table by name. */
  record SourceReference(Identifier name, Optional<Identifier> alias) implements Relation {
    @Override
    public Location location() {
      return name.location();
    }
  }

  /** Which rows without a partner a join keeps. */
  enum JoinKind {
    INNER,
    LEFT,
    RIGHT,
    FULL
  }

  /**
   * {@code left JOIN right [WITHIN …] ON condition}; several joins lean to the left.
   *
   * @param location of the first word of the join
   */
  record Join(
      JoinKind kind,
      Relation left,
      SourceReference right,
      Optional<Within> within,
      Expression condition,
      Location location)
      implements Relation {}

  /** {@code WITHIN n unit} (both sides alike) or {@code WITHIN (before, after)}. */
  record Within(
      DurationNode before, DurationNode after, Optional<DurationNode> grace, Location location)
      implements Node {}
}
