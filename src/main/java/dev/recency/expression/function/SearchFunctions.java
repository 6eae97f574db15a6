package dev.recency.expression.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finding text in text, and taking it apart at delimiters (taken literally). */
final class SearchFunctions {
  private SearchFunctions() {}

  static void register(Registry registry) {
    for (String more : new String[] {"", ", INTEGER", ", INTEGER, INTEGER"}) {
      registry.raw("INSTR(STRING, STRING" + more + ") -> INTEGER", SearchFunctions::find);
    }
    registry.raw("FIELD(STRING, STRING...) -> INTEGER", SearchFunctions::position);
    registry.two("SPLIT(STRING, STRING) -> ARRAY<STRING>", SearchFunctions::split);
    registry.three(
        "SPLIT_TO_MAP(STRING, STRING, STRING) -> MAP<STRING, STRING>", SearchFunctions::splitToMap);
  }

  /** 0 for a NULL text, NULL for a NULL position. */
  private static @Nullable Object find(@Nullable Object[] arguments) {
    Object position = arguments.length > 2 ? arguments[2] : (Integer) 1;
    Object occurrence = arguments.length > 3 ? arguments[3] : (Integer) 1;
    if (position == null || occurrence == null) {
      return null;
    }
    return arguments[0] instanceof String text && arguments[1] instanceof String wanted
        ? find(text, wanted, (Integer) position, (Integer) occurrence)
        : (Object) 0;
  }

  /**
   * 1-based position of the n-th occurrence; 0 if there is none. From a negative position the search
   * goes backwards over what ends at or before it. Occurrences may overlap.
   */
  private static int find(String text, String wanted, int position, int occurrence) {
    if (position == 0 || Math.abs((long) position) > text.length() || occurrence < 1) {
      return 0;
    }
    boolean backwards = position < 0;
    int index = backwards ? text.length() + position + 2 - wanted.length() : position - 2;
    for (int i = 0; i < occurrence; i++) {
      index = backwards ? text.lastIndexOf(wanted, index - 1) : text.indexOf(wanted, index + 1);
      if (index < 0) {
        return 0;
      }
    }
    return index + 1;
  }

  private static int position(@Nullable Object[] arguments) {
    Object wanted = arguments[0];
    for (int i = 1; wanted != null && i < arguments.length; i++) {
      if (wanted.equals(arguments[i])) {
        return i;
      }
    }
    return 0;
  }

  /** Each character by itself if the delimiter is empty; an empty text is one empty part. */
  static List<String> split(String text, String delimiter) {
    List<String> parts = new ArrayList<>();
    if (delimiter.isEmpty() && !text.isEmpty()) {
      text.chars().forEach(c -> parts.add(String.valueOf((char) c)));
      return Collections.unmodifiableList(parts);
    }
    if (text.isEmpty()) {
      return List.of(text);
    }
    int start = 0;
    int end;
    while ((end = text.indexOf(delimiter, start)) >= 0) {
      parts.add(text.substring(start, end));
      start = end + delimiter.length();
    }
    parts.add(text.substring(start));
    return Collections.unmodifiableList(parts);
  }

  /** Entries without the inner delimiter are left out; the last of equal keys counts. */
  private static @Nullable Map<String, String> splitToMap(
      String text, String entryDelimiter, String valueDelimiter) {
    if (entryDelimiter.isEmpty()
        || valueDelimiter.isEmpty()
        || entryDelimiter.equals(valueDelimiter)) {
      return null;
    }
    Map<String, String> entries = new LinkedHashMap<>();
    for (String entry : split(text, entryDelimiter)) {
      List<String> parts = split(entry, valueDelimiter);
      if (parts.size() >= 2) {
        entries.put(parts.get(0), parts.get(1));
      }
    }
    return Collections.unmodifiableMap(entries);
  }
}
