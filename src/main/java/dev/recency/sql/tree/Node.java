package dev.recency.sql.tree;

import dev.recency.sql.Location;

/** Anything in the tree that an error can point at. */
public interface Node {

  /** Where the text of this node begins. */
  Location location();
}
