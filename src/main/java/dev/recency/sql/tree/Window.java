package dev.recency.sql.tree;

import dev.recency.sql.Location;
import java.util.Optional;

/** A WINDOW clause as written; whether the lengths make sense is the planner's question. */
public sealed interface Window extends Node {

  /** The name that may stand before the kind of window; it means nothing. */
  Optional<Identifier> name();

  /** {@code RETENTION n unit}. */
  Optional<DurationNode> retention();

  /** {@code GRACE PERIOD n unit}. */
  Optional<DurationNode> grace();

  /** {@code TUMBLING (SIZE …)}. */
  record Tumbling(
      Optional<Identifier> name,
      DurationNode size,
      Optional<DurationNode> retention,
      Optional<DurationNode> grace,
      Location location)
      implements Window {}

  /** {@code HOPPING (SIZE …, ADVANCE BY …)}. */
  record Hopping(
      Optional<Identifier> name,
      DurationNode size,
      DurationNode advance,
      Optional<DurationNode> retention,
      Optional<DurationNode> grace,
      Location location)
      implements Window {}

  /** {@code SESSION (gap)}: a session ends when nothing happens for longer than the gap. */
  record Session(
      Optional<Identifier> name,
      DurationNode gap,
      Optional<DurationNode> retention,
      Optional<DurationNode> grace,
      Location location)
      implements Window {}

  /** {@code SLIDING (SIZE … [, ADVANCE BY …])}. */
  record Sliding(
      Optional<Identifier> name,
      DurationNode size,
      Optional<DurationNode> advance,
      Optional<DurationNode> retention,
      Optional<DurationNode> grace,
      Location location)
      implements Window {}
}
