package dev.recency.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a command writes: data to standard output, all else to standard error, both in UTF-8
 * whatever the locale is.
 */
public final class Console {
  private final PrintStream out;
  private final PrintStream err;

  /** Over these two streams. */
  public Console(PrintStream out, PrintStream err) {
    this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
    this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
  }

  /** For data. */
  public PrintStream out() {
    return out;
  }

  /** For all else. */
  public PrintStream err() {
    return err;
  }

  /** Whether somebody sits in front of it: then progress may be shown. */
  public boolean terminal() {
    return System.console() != null;
  }

  /** Asks whoever sits in front of it; empty if nobody does, or says nothing more. */
  public Optional<String> ask(String question) {
    java.io.Console terminal = System.console();
    if (terminal == null) {
      return Optional.empty();
    }
    out.flush();
    err.print(question);
    err.flush();
    return Optional.ofNullable(terminal.readLine());
  }

  /** Writes what is buffered; false, with a line that says so, if standard output was closed. */
  boolean flushed() {
    out.flush();
    if (out.checkError()) {
      err.println("recency: standard output was closed before all was written.");
      return false;
    }
    return true;
  }
}
