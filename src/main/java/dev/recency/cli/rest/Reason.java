package dev.recency.cli.rest;

import java.util.List;
import java.util.stream.Collectors;

/** One line out of what Flink says of a failure, which is mostly a stack trace. */
final class Reason {
  private static final String CAUSED_BY = "Caused by: ";
  private static final int MAX_LENGTH = 300;

  private Reason() {}

  /** The innermost cause of a stack trace that has one, else the first line. */
  static String of(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    List<String> causes =
        lines.stream()
            .filter(line -> line.startsWith(CAUSED_BY))
            .map(line -> line.substring(CAUSED_BY.length()))
            .collect(Collectors.toList());
    String best = lines.isEmpty() ? "no reason given" : lines.get(0);
    // The innermost cause without a message says less than the one around it.
    for (String cause : causes) {
      best = cause.contains(": ") ? cause : best;
    }
    String message = withoutClass(best);
    return message.length() <= MAX_LENGTH ? message : message.substring(0, MAX_LENGTH) + "…";
  }

  /** Without {@code java.lang.IllegalStateException: } in front, once or more. */
  private static String withoutClass(String line) {
    return line.replaceFirst("^((?:[a-z0-9_]+\\.)+[A-Z][A-Za-z0-9_$]*: )+", "");
  }
}
