package dev.recency.cli.compare;

import dev.recency.cli.Console;
import java.io.IOException;
import java.nio.file.Path;

/** Shows a page in the user's browser, where there is one. */
final class PageOpening {
  private PageOpening() {}

  static void open(Path page, Console console) {
    try {
      new ProcessBuilder("xdg-open", page.toAbsolutePath().toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      console.err().println("recency: there is no xdg-open here to show the page with.");
    }
  }
}
