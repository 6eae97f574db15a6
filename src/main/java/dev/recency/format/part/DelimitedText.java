package dev.recency.format.part;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of separated fields, quoted as RFC 4180 says and as ksqlDB's writer chooses. */
public final class DelimitedText {
  private static final char QUOTE = '"';

  private final String text;
  private final char delimiter;
  private int position;

  private DelimitedText(String text, char delimiter) {
    this.text = text;
    this.delimiter = delimiter;
  }

  /** The fields of the one line in this text, or null if it is not exactly one. */
  public static @Nullable List<String> split(String text, char delimiter) {
    return new DelimitedText(text, delimiter).fields();
  }

  private @Nullable List<String> fields() {
    if (text.isEmpty()) {
      return null;
    }
    List<String> fields = new ArrayList<>();
    while (true) {
      String field = at(position) == QUOTE ? quoted() : plain();
      if (field == null) {
        return null;
      }
      fields.add(field);
      if (at(position) != delimiter || position >= text.length()) {
        break;
      }
      position++;
    }
    String rest = text.substring(position);
    return rest.isEmpty() || rest.equals("\n") || rest.equals("\r\n") ? fields : null;
  }

  private char at(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private String plain() {
    int start = position;
    while (position < text.length() && !endsField(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  private boolean endsField(char character) {
    return character == delimiter || character == '\n' || character == '\r';
  }

  private @Nullable String quoted() {
    StringBuilder field = new StringBuilder();
    for (position++; position < text.length(); position++) {
      char character = text.charAt(position);
      if (character != QUOTE) {
        field.append(character);
      } else if (at(position + 1) == QUOTE) {
        field.append(QUOTE);
        position++;
      } else {
        position++;
        return position == text.length() || endsField(text.charAt(position))
            ? field.toString()
            : null;
      }
    }
    return null;
  }

  /** One line of these fields, without line end; a null field is written as nothing. */
  public static String join(List<@Nullable String> fields, char delimiter) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i);
      if (i > 0) {
        line.append(delimiter);
      }
      if (field == null) {
        continue;
      }
      if (needsQuotes(field, delimiter, i == 0)) {
        line.append(QUOTE).append(field.replace("\"", "\"\"")).append(QUOTE);
      } else {
        line.append(field);
      }
    }
    return line.toString();
  }

  /**
   * An empty text that opens the line is quoted, so that the line is not empty; so is what opens it
   * and does not start with a letter or digit of ASCII, what starts or ends with a character that
   * readers trim or take for a comment, and what holds a separator.
   */
  private static boolean needsQuotes(String field, char delimiter, boolean first) {
    if (field.isEmpty()) {
      return first;
    }
    char start = field.charAt(0);
    if (start <= '#' || field.charAt(field.length() - 1) <= ' ' || first && !alphanumeric(start)) {
      return true;
    }
    return field.chars().anyMatch(c -> c == delimiter || c == QUOTE || c == '\n' || c == '\r');
  }

  private static boolean alphanumeric(char c) {
    return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }
}
