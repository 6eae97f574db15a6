package dev.recency.cli.compare;

import dev.recency.cli.Console;
import dev.recency.cli.ExitCode;
import dev.recency.cli.InputFile;
import dev.recency.cli.StopSignal;
import dev.recency.flink.DefinitionFiles;
import dev.recency.flink.options.JobSettings;
import dev.recency.flink.options.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How right Recency, ksqlDB and others are on the same events. */
@Command(
    name = "compare",
    description = "Compare Recency with ksqlDB on the same events, and write a report.",
    usageHelpWidth = 100,
    footerHeading = "%nExamples:%n",
    footer = {
      "  recency compare",
      "  recency compare features/messages.sql --input message-sent=messages.jsonl.gz",
      "  recency compare features/match.sql --bootstrap-servers localhost:9092 --hop 10s",
      "  recency compare … --fail-below exact=99.99",
      "",
      "Without files: features/match.sql and features/messages.sql over the example events.",
      "Systems: Recency · Recency, live idle timeout · ksqlDB hopping 1m · ksqlDB tumbling ·",
      "Chronon sawtooth · Flink OVER · those of --commands. See docs/comparing.md."
    })
public final class CompareCommand implements Callable<Integer> {
  private static final List<Path> EXAMPLE =
      List.of(Path.of("features", "match.sql"), Path.of("features", "messages.sql"));
  private static final List<InputFile> EXAMPLE_EVENTS =
      List.of(
          new InputFile("azar_match_event", Path.of("features", "events", "example-matches.jsonl")),
          new InputFile("message-sent", Path.of("features", "events", "example-messages.jsonl")));

  private static final Set<String> AFTERWARDS = Set.of("--out", "--fail-below");

  private final Console console;
  private final Map<String, String> environment;
  private final Redactor redactor;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CompareOptions options = new CompareOptions();

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "0..*",
      description = "Files with definitions, or directories: all their files *.sql.")
  private List<Path> paths = List.of();

  /**
   * Writes to this console.
   *
   * @param environment may hold options of Kafka's clients
   * @param redactor learns their secrets
   */
  public CompareCommand(Console console, Map<String, String> environment, Redactor redactor) {
    this.console = console;
    this.environment = environment;
    this.redactor = redactor;
  }

  @Override
  public Integer call() throws IOException {
    checkOptions();
    boolean example = paths.isEmpty();
    Subject subject = Subject.of(DefinitionFiles.read(example ? EXAMPLE : paths));
    boolean ownEvents =
        !example || !options.inputs().isEmpty() || options.bootstrapServers().isPresent();
    List<InputFile> inputs = ownEvents ? options.inputs() : EXAMPLE_EVENTS;
    checkInputs(subject, inputs);
    checkNames();
    JobSettings settings = settings();
    try (ReportDirectory report = ReportDirectory.open(options.out());
        StopSignal signal = StopSignal.listen()) {
      CompareRun run =
          new CompareRun(console, options, settings, subject, inputs, commandLine(), signal);
      try {
        return run.execute(report);
      } catch (InterruptedException e) {
        return stopped();
      } catch (RuntimeException | Error e) {
        // What fails because it was told to stop is no failure.
        if (!signal.requested()) {
          throw e;
        }
        return stopped();
      }
    }
  }

  private int stopped() {
    console.err().println("recency: stopped, no report.");
    return ExitCode.OK;
  }

  /** How to reach the given broker; the one of this process needs nothing. */
  private JobSettings settings() throws IOException {
    Map<String, String> written = options.bootstrapServers().isPresent() ? environment : Map.of();
    try {
      return JobSettings.read(options.jobFlags(), written, redactor);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void checkOptions() {
    try {
      options.mistake().ifPresent(this::refuse);
    } catch (IllegalArgumentException e) {
      refuse(String.valueOf(e.getMessage()));
    }
  }

  private void checkInputs(Subject subject, List<InputFile> inputs) throws IOException {
    for (InputFile input : inputs) {
      if (!subject.topics().contains(input.topic())) {
        refuse(
            "--input ["
                + input.topic()
                + "="
                + input.file()
                + "]: no compared statement reads this topic. They read "
                + subject.topics()
                + ".");
      }
      input.requireReadable();
    }
    for (OtherSystem other : options.others()) {
      if (options.bootstrapServers().isEmpty() && !other.file()) {
        throw other.missing();
      }
      other.requireReadable(subject);
    }
  }

  /** Two systems of one name, or a threshold for none, would be found only at the end. */
  private void checkNames() {
    List<String> names = CompareRun.names(options);
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        refuse(
            "--commands [" + name + "]: there is a system of this name already. Choose another.");
      }
    }
    Optional<String> judged = options.threshold().flatMap(Threshold::system);
    judged
        .filter(each -> !names.contains(each))
        .ifPresent(
            each ->
                refuse("--fail-below [" + each + "]: no such system. There are " + names + "."));
  }

  /** What makes the report again: what is done with it afterwards does not matter. */
  private String commandLine() {
    List<String> words = new ArrayList<>(List.of("recency"));
    boolean value = false;
    for (String word : spec.commandLine().getParseResult().originalArgs()) {
      String option = word.replaceFirst("=.*", "");
      boolean afterwards = AFTERWARDS.contains(option);
      if (!value && !afterwards && !word.equals("--open")) {
        words.add(word.matches("[A-Za-z0-9_./:=,%@+-]+") ? word : "'" + word + "'");
      }
      value = afterwards && option.equals(word);
    }
    return String.join(" ", words);
  }

  private void refuse(String what) {
    throw new ParameterException(spec.commandLine(), what);
  }
}
