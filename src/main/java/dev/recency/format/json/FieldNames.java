package dev.recency.format.json;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which columns a JSON field fills: the one of exactly its name, and the one that is its name in
 * upper case, so an unquoted column matches in any case and a quoted one only as it is spelled.
 * What was found once is remembered, for a bounded number of names.
 */
final class FieldNames {
  private static final int[] NONE = {};
  private static final int MAX_REMEMBERED = 1_000;
  private static final int MAX_REMEMBERED_LENGTH = 200;

  private final List<String> names;
  private final Map<String, int[]> remembered = new HashMap<>();

  FieldNames(List<String> names) {
    this.names = names;
  }

  /** Matches of this field; take them apart by {@link #index} and {@link #exact}. */
  int[] find(String field) {
    int[] matches = remembered.get(field);
    if (matches == null) {
      matches = search(field);
      if (remembered.size() < MAX_REMEMBERED && field.length() <= MAX_REMEMBERED_LENGTH) {
        remembered.put(field, matches);
      }
    }
    return matches;
  }

  /** The column's index. */
  static int index(int match) {
    return match >> 1;
  }

  /** Whether the name matches exactly: such a field wins over one in another case. */
  static boolean exact(int match) {
    return (match & 1) == 1;
  }

  private int[] search(String field) {
    int same = names.indexOf(field);
    String upper = field.toUpperCase(Locale.ROOT);
    int folded = upper.equals(field) ? -1 : names.indexOf(upper);
    if (same >= 0 && folded >= 0) {
      return new int[] {same << 1 | 1, folded << 1};
    }
    if (same >= 0) {
      return new int[] {same << 1 | 1};
    }
    return folded >= 0 ? new int[] {folded << 1} : NONE;
  }
}
