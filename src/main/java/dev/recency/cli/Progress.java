package dev.recency.cli;

import java.io.PrintStream;
import java.util.Locale;

/** One line on a terminal that is written over again; silent where nobody looks. */
public final class Progress {
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream err;
  private final boolean shown;

  /** On the terminal of this console, if it is one. */
  public Progress(Console console) {
    this.err = console.err();
    this.shown = console.terminal();
  }

  /** Whether somebody looks: if not, what would be shown need not be found out. */
  public boolean shown() {
    return shown;
  }

  /** Replaces the line. */
  public void show(String format, Object... values) {
    if (shown) {
      err.print(ERASE_LINE + String.format(Locale.ROOT, format, values));
      err.flush();
    }
  }

  /** Removes the line. */
  public void clear() {
    if (shown) {
      err.print(ERASE_LINE);
      err.flush();
    }
  }
}
