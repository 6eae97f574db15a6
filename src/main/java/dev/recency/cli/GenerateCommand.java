package dev.recency.cli;

import dev.recency.local.generator.EventKind;
import dev.recency.local.generator.EventLines;
import dev.recency.local.generator.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes events to try definitions with. */
@Command(
    name = "generate",
    description =
        "Make events as JSON lines: users who chat in sessions, with all that goes wrong.",
    usageHelpWidth = 100,
    showDefaultValues = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  recency generate --events 3000 --output messages.jsonl",
      "  recency generate --events 1000000 --kind matches --late-share 0.05 --late-by 2m",
      "",
      "The same options give the same events."
    })
final class GenerateCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--events", paramLabel = "N", description = "How many records.")
  private long events = 3_000;

  @Option(names = "--kind", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}.")
  private EventKind kind = EventKind.MESSAGES;

  @Option(names = "--seed", paramLabel = "S", description = "Of everything that is drawn.")
  private long seed = 1;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      converter = OptionConverters.PointInTime.class,
      description = "Time of the first event: ISO 8601 in UTC or milliseconds since 1970.")
  private Instant start = Instant.parse("2024-05-01T08:00:00Z");

  @Option(names = "--users", paramLabel = "N", description = "How many users.")
  private int users = 200;

  @Option(
      names = "--activity",
      paramLabel = "EXPONENT",
      description = "Zipf's exponent of how often users begin; 0: all alike.")
  private double activity = 1.0;

  @Option(names = "--rate", paramLabel = "R", description = "Events per second on average.")
  private double rate = 0.5;

  @Option(names = "--session-events", paramLabel = "N", description = "Mean events per session.")
  private double sessionEvents = 8;

  @Option(
      names = "--session-gap",
      paramLabel = "LENGTH",
      converter = OptionConverters.Length.class,
      defaultValue = "40s",
      description = "Mean time between events of a session.")
  private Duration sessionGap = Duration.ZERO;

  @Option(
      names = "--quiet-every",
      paramLabel = "LENGTH",
      converter = OptionConverters.Length.class,
      defaultValue = "60m",
      description = "From one quiet phase to the next; 0s: none.")
  private Duration quietEvery = Duration.ZERO;

  @Option(
      names = "--quiet-for",
      paramLabel = "LENGTH",
      converter = OptionConverters.Length.class,
      defaultValue = "15m",
      description = "How long no session begins.")
  private Duration quietFor = Duration.ZERO;

  @Option(names = "--late-share", paramLabel = "P", description = "Share that arrives late.")
  private double lateShare = 0.05;

  @Option(
      names = "--late-by",
      paramLabel = "LENGTH",
      converter = OptionConverters.Length.class,
      defaultValue = "90s",
      description = "By how much at most.")
  private Duration lateBy = Duration.ZERO;

  @Option(names = "--duplicate-share", paramLabel = "P", description = "Share that arrives twice.")
  private double duplicateShare;

  @Option(names = "--bad-share", paramLabel = "P", description = "Share that is no good.")
  private double badShare;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the lines go; - is standard output.")
  private String output = "-";

  GenerateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (events < 1) {
      throw usage("--events is [" + events + "]; it must be 1 or more");
    }
    EventLines lines = new EventLines(traffic());
    try (OutputFile file = OutputFile.open(output, console)) {
      for (long i = 0; i < events; i++) {
        file.line(lines.next().toString());
      }
      file.commit();
    }
    return ExitCode.OK;
  }

  private Traffic traffic() {
    try {
      return new Traffic(
          kind,
          seed,
          start,
          users,
          activity,
          rate,
          sessionEvents,
          sessionGap,
          quietEvery,
          quietFor,
          lateShare,
          lateBy,
          duplicateShare,
          badShare);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException usage(String message) {
    CommandLine line = spec.commandLine();
    return new ParameterException(line, message);
  }
}
