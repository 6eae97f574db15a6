package dev.recency.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One run of the command line inside a test: its exit code and what it wrote. */
public record Cli(int code, String out, String err) {
  /** Runs it in this process, with an empty environment. */
  public static Cli run(String... arguments) {
    return in(Map.of(), arguments);
  }

  /** Runs it in this process, with this environment. */
  public static Cli in(Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.execute(
            new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)),
            environment,
            arguments);
    return new Cli(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
