package dev.recency.expression.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of JSONPath that the dialect knows: {@code $.field}, {@code $[0]}, {@code $["a b"]}. */
final class JsonPath {
  private final String text;
  private final List<String> steps = new ArrayList<>();

  JsonPath(String text) {
    this.text = text;
    check(text.startsWith("$"));
    int position = 1;
    while (position < text.length()) {
      position = text.charAt(position) == '[' ? bracket(position + 1) : field(position);
    }
  }

  String text() {
    return text;
  }

  /** The node at the end of the path; null if there is none. */
  @Nullable JsonNode find(JsonNode root) {
    JsonNode node = root;
    for (String step : steps) {
      node = node.isArray() ? node.get(index(step)) : node.get(step);
      if (node == null) {
        return null;
      }
    }
    return node;
  }

  /** Outside of every array if the step is no number. */
  private static int index(String step) {
    try {
      return Integer.parseInt(step);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private int field(int position) {
    check(text.charAt(position) == '.');
    int end = position + 1;
    while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
      end++;
    }
    check(end > position + 1);
    steps.add(text.substring(position + 1, end));
    return end;
  }

  private int bracket(int position) {
    boolean quoted = position < text.length() && text.charAt(position) == '"';
    int start = quoted ? position + 1 : position;
    int end = text.indexOf(quoted ? "\"]" : "]", start);
    check(end > start);
    steps.add(text.substring(start, end));
    return end + (quoted ? 2 : 1);
  }

  private static void check(boolean valid) {
    FunctionErrors.check(valid, "The path is no JSONPath such as $.field[0]");
  }
}
