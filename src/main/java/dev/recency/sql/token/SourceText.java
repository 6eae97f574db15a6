package dev.recency.sql.token;

import dev.recency.sql.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Text that remembers where it came from, so that errors point into the user's file even after
 * variables were replaced.
 */
public final class SourceText {

  /** A stretch of {@link #text} and where it begins in the file. */
  private record Piece(int start, int origin, boolean copied) {}

  private final String text;
  private final List<Piece> pieces;
  private final Lines lines;

  private SourceText(String text, List<Piece> pieces, Lines lines) {
    this.text = text;
    this.pieces = pieces;
    this.lines = lines;
  }

  public static SourceText of(String file, String text) {
    return new SourceText(text, List.of(new Piece(0, 0, true)), new Lines(file, text));
  }

  public String text() {
    return text;
  }

  /** The place in the file of the character at this offset; the offset may be the length. */
  public Location locate(int offset) {
    return lines.locate(origin(offset));
  }

  private int origin(int offset) {
    int low = 0;
    int high = pieces.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (pieces.get(middle).start() <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    Piece piece = pieces.get(low);
    return piece.copied() ? piece.origin() + offset - piece.start() : piece.origin();
  }

  /** Begins a text made of parts of this one. */
  public Rewriting rewriting() {
    return new Rewriting();
  }

  /** Collects stretches of the surrounding text and replacements for others. */
  public final class Rewriting {
    private final StringBuilder rewritten = new StringBuilder();
    private final List<Piece> collected = new ArrayList<>();

    private Rewriting() {}

    void copy(int start, int end) {
      if (start < end) {
        collected.add(new Piece(rewritten.length(), origin(start), true));
        rewritten.append(text, start, end);
      }
    }

    /** Everything in the replacement is located where the replaced text began. */
    void replace(int start, String replacement) {
      collected.add(new Piece(rewritten.length(), origin(start), false));
      rewritten.append(replacement);
    }

    int length() {
      return rewritten.length();
    }

    SourceText finish() {
      List<Piece> all = collected.isEmpty() ? pieces : List.copyOf(collected);
      return new SourceText(rewritten.toString(), all, lines);
    }
  }

  /** Where the lines of a file begin. */
  private static final class Lines {
    private final String file;
    private final List<Integer> starts = new ArrayList<>();

    Lines(String file, String text) {
      this.file = file;
      starts.add(0);
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean windowsEnd = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
        if (c == '\n' || (c == '\r' && !windowsEnd)) {
          starts.add(i + 1);
        }
      }
    }

    Location locate(int offset) {
      int found = Collections.binarySearch(starts, offset);
      int line = found >= 0 ? found : -found - 2;
      return new Location(file, line + 1, offset - starts.get(line) + 1);
    }
  }
}
