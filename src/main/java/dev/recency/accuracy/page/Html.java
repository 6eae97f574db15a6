package dev.recency.accuracy.page;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML and SVG so that text of unknown origin stays text: all texts and attribute values are
 * escaped, tags and attribute names are those of the code. What it writes is also XML, if the code
 * closes what it opens.
 */
final class Html {
  /** Longer texts are cut, so that one long name does not make the page large. */
  private static final int MOST_CHARACTERS = 300;

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  Html open(String tag, String... attributes) {
    start(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /** Closes the element that was opened last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element without content. */
  Html empty(String tag, String... attributes) {
    start(tag, attributes);
    out.append("/>");
    return this;
  }

  /** An element with a text in it. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** A text. */
  Html text(String text) {
    escape(text, out);
    return this;
  }

  /** A name from outside: cut if it is long, and the direction of its letters stays in it. */
  Html name(String name) {
    return element("bdi", cut(name));
  }

  /** Text of the code's own resources, as it is; never anything from outside. */
  Html verbatim(String resource) {
    out.append(resource);
    return this;
  }

  /** A line end, for people who read the source. */
  Html line() {
    out.append('\n');
    return this;
  }

  /** The beginning of a long text. */
  static String cut(String text) {
    int all = text.codePointCount(0, text.length());
    if (all <= MOST_CHARACTERS) {
      return text;
    }
    int end = text.offsetByCodePoints(0, MOST_CHARACTERS);
    return text.substring(0, end) + "… (" + all + " characters)";
  }

  private void start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1], out);
      out.append('"');
    }
  }

  private static void escape(String text, StringBuilder out) {
    text.codePoints()
        .forEach(
            each -> {
              switch (each) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isText(each) ? each : 0xFFFD);
              }
            });
  }

  /**
   * Whether XML allows it, no control characters and no half of a surrogate pair, and it leaves the
   * direction of the text around it alone.
   */
  private static boolean isText(int character) {
    boolean control = character < ' ' && character != '\n' && character != '\t';
    boolean later = character >= 0x7F && character <= 0x9F;
    boolean half = character >= 0xD800 && character <= 0xDFFF;
    boolean turns =
        (character >= 0x202A && character <= 0x202E)
            || (character >= 0x2066 && character <= 0x2069);
    return !control && !later && !half && !turns && character != 0xFFFE && character != 0xFFFF;
  }

  /** How many characters there are so far. */
  int length() {
    return out.length();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
