package dev.recency.cli;

import dev.recency.cli.apply.ApplyCommand;
import dev.recency.cli.compare.CompareCommand;
import dev.recency.cli.status.StatusCommand;
import dev.recency.flink.options.Redactor;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. Its sub-commands stand in the order in which a feature comes to life. */
@Command(
    name = "recency",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    description = "Features of the recent past, exactly: one SQL file per feature.",
    usageHelpWidth = 100,
    subcommands = {
      CheckCommand.class,
      ExplainCommand.class,
      TestCommand.class,
      GenerateCommand.class,
      RunCommand.class,
      ApplyCommand.class,
      StatusCommand.class,
      CompareCommand.class,
      CommandLine.HelpCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  recency check features",
      "  recency explain features",
      "  recency test features/tests",
      "  recency generate --events 3000 --output messages.jsonl",
      "  recency run features --input message-sent=features/events/message-sent.jsonl --output -",
      "  recency apply features --flink http://localhost:8081 --bootstrap-servers kafka:9092",
      "  recency status --flink http://localhost:8081",
      "  recency compare",
      "",
      "Exit codes: 0 ok, 1 differences or failed tests, 2 usage, 3 invalid definition,",
      "4 environment (file, broker, cluster), 70 internal error, 130 after Ctrl-C."
    })
public final class Main {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Log more, and show stack traces of errors.")
  private boolean verbose;

  private Main() {}

  /** Whether more is to be shown. */
  boolean verbose() {
    return verbose;
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(execute(new Console(System.out, System.err), System.getenv(), arguments));
  }

  /** Runs one command; returns its exit code. */
  static int execute(Console console, Map<String, String> environment, String... arguments) {
    Main main = new Main();
    Redactor redactor = new Redactor();
    ErrorReport report = new ErrorReport(console, redactor);
    CommandLine line = new CommandLine(main, new Commands(console, environment, redactor));
    line.setOut(new PrintWriter(console.out(), true));
    line.setErr(new PrintWriter(console.err(), true));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setParameterExceptionHandler(report::ofUsage);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> report.of(failure, main.verbose));
    line.setExecutionStrategy(
        parsed -> {
          Logging.configure(main.verbose);
          return new CommandLine.RunLast().execute(parsed);
        });
    int code = line.execute(arguments);
    return console.flushed() ? code : ExitCode.ENVIRONMENT;
  }
}
