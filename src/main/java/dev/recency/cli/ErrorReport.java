package dev.recency.cli;

import dev.recency.cli.rest.ClusterException;
import dev.recency.cli.server.KsqldbException;
import dev.recency.flink.options.Redactor;
import dev.recency.flink.resume.UnfitStateException;
import dev.recency.local.BrokerException;
import dev.recency.sql.SqlException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** One line per error, and the exit code that belongs to it. */
final class ErrorReport {
  private final Console console;
  private final Redactor redactor;

  /**
   * @param redactor hides secrets in every line
   */
  ErrorReport(Console console, Redactor redactor) {
    this.console = console;
    this.redactor = redactor;
  }

  /** A wrong command line: what is wrong, and where help is. */
  int ofUsage(ParameterException failure, String[] arguments) throws IOException {
    CommandLine line = failure.getCommandLine();
    PrintWriter err = line.getErr();
    if (line.getCommand() instanceof CheckCommand && List.of(arguments).contains("--json")) {
      line.getOut().println(CheckCommand.json("USAGE", firstLine(failure)));
    }
    err.println("recency: " + firstLine(failure));
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    }
    return ExitCode.USAGE;
  }

  /** A command that failed. */
  int of(Exception failure, boolean verbose) {
    int code = code(failure);
    switch (code) {
      case ExitCode.INVALID_DEFINITION -> console.err().println(firstLine(failure));
      case ExitCode.INTERNAL ->
          console
              .err()
              .println(
                  "recency: internal error: "
                      + failure.getClass().getSimpleName()
                      + ": "
                      + firstLine(failure)
                      + (verbose ? "" : " (run with --verbose for the stack trace)"));
      default -> console.err().println("recency: " + firstLine(failure));
    }
    if (verbose) {
      console.err().print(redactor.trace(failure));
    }
    return code;
  }

  private static int code(Exception failure) {
    if (failure instanceof SqlException || failure instanceof UnfitStateException) {
      return ExitCode.INVALID_DEFINITION;
    }
    if (failure instanceof EnvironmentException
        || failure instanceof BrokerException
        || failure instanceof KsqldbException
        || failure instanceof ClusterException
        || failure instanceof IOException
        || failure instanceof UncheckedIOException) {
      return ExitCode.ENVIRONMENT;
    }
    return ExitCode.INTERNAL;
  }

  private String firstLine(Exception failure) {
    String message = failure.getMessage();
    return message == null
        ? "no message"
        : redactor.text(message.lines().findFirst().orElse("no message"));
  }
}
