package dev.recency.sql;

/**
 * A place in a definition file.
 *
 * @param file the file as the user named it
 * @param line counted from 1
 * @param column counted from 1, in UTF-16 code units
 */
public record Location(String file, int line, int column) {

  public Location {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "line [" + line + "] and column [" + column + "] count from 1");
    }
  }

  /** {@code file:line:column}, the form that editors and terminals turn into a link. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
