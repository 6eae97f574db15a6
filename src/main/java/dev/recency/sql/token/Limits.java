package dev.recency.sql.token;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;

/**
 * How large a script may be. The limits keep a hostile or generated file from exhausting memory or
 * stack; no definition written by hand comes near them.
 */
public final class Limits {

  /** UTF-8 bytes of a script, before and after variables are replaced. */
  public static final int SCRIPT_BYTES = 1 << 20;

  /** UTF-8 bytes of one statement, before and after variables are replaced. */
  static final int STATEMENT_BYTES = 64 << 10;

  /** Open brackets, or enclosing nodes of the syntax tree. */
  public static final int NESTING = 500;

  private Limits() {}

  public static SqlException scriptTooLarge(Location location) {
    return new SqlException(
        ErrorCode.LIMIT, location, "The script is larger than 1 MiB. Split it into several files.");
  }

  static SqlException statementTooLarge(Location location) {
    return new SqlException(
        ErrorCode.LIMIT,
        location,
        "The statement is larger than 64 KiB. Split it into several statements.");
  }

  public static SqlException nestedTooDeeply(Location location) {
    return new SqlException(
        ErrorCode.LIMIT,
        location,
        "Nested deeper than 500 levels. Name inner parts in a statement of their own; a chain of"
            + " operators counts one level each, write IN (…) for a long chain of OR.");
  }

  /** The length in UTF-8 of a part of the text, without encoding it. */
  public static int utf8Length(CharSequence text, int start, int end) {
    int bytes = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes += 1;
      } else if (c < 0x800 || Character.isSurrogate(c)) {
        bytes += 2; // a surrogate pair has two of these and four bytes
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }
}
