package dev.recency.sql.tree;

import dev.recency.sql.Location;

/**
 * A name, already in the case that the dialect gives it: two names are the same exactly if their
 * texts are equal.
 *
 * @param text upper case if it was not quoted, otherwise as written with doubled quotes undone
 * @param quoted whether it stood in back-quotes or double quotes
 */
public record Identifier(String text, boolean quoted, Location location) implements Node {

  public Identifier {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a name has at least one character");
    }
  }

  /** The bare text, for messages. */
  @Override
  public String toString() {
    return text;
  }
}
