package dev.recency.cli;

import dev.recency.flink.BrokerPreparation;
import dev.recency.flink.Definitions;
import dev.recency.flink.options.Redactor;
import dev.recency.format.JsonLines;
import dev.recency.local.LocalRun;
import dev.recency.plan.Plan;
import java.io.IOException;
import java.nio.file.Path;
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
import picocli.CommandLine.Unmatched;

/** Runs definitions in this process, on its own broker or on one that is there. */
@Command(
    name = "run",
    description = "Run definitions, live or as a replay of files.",
    usageHelpWidth = 100,
    footerHeading = "%nExamples:%n",
    footer = {
      "  recency run features --input message-sent=features/events/message-sent.jsonl --output -",
      "  recency run features --bootstrap-servers localhost:9092",
      "",
      "Input and output are JSON lines:",
      "  {\"topic\",\"partition\",\"key\",\"value\",\"timestamp\",\"headers\"}",
      "",
      "More options, with an equals sign: --kafka.OPTION= (all clients of Kafka),",
      "--kafka.source.OPTION=, --kafka.sink.OPTION=, --clock.interval-ms=,",
      "--clock.idle-timeout-ms=, --clock.idle-margin-ms=, --event.max-future-ms=,",
      "--key-cache-bytes=, --balance.interval-ms=",
      "",
      "These, --bootstrap-servers, --job-name, --delivery and --dead-letter-topic may stand in the",
      "environment, too (RECENCY_BOOTSTRAP_SERVERS, RECENCY_KAFKA_SOURCE_MAX_POLL_RECORDS), and",
      "in the file of --properties or RECENCY_PROPERTIES. Flag wins over environment, environment",
      "over file, file over default. Secrets never as a flag: environment, file, or a reference",
      "$${file:PATH:KEY}, $${directory:PATH:FILE} or $${env:NAME}."
    })
final class RunCommand implements Callable<Integer> {
  private static final String STOPPED = "recency: stopped.";

  private final Console console;
  private final Map<String, String> environment;
  private final Redactor redactor;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RunOptions options = new RunOptions();
  // Here, because picocli does not look for it in a mixin.
  @Unmatched private List<String> rest = options.rest();

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "1..*",
      description = "Files with definitions, or directories: all their files *.sql.")
  private List<Path> paths = List.of();

  RunCommand(Console console, Map<String, String> environment, Redactor redactor) {
    this.console = console;
    this.environment = environment;
    this.redactor = redactor;
  }

  @Override
  public Integer call() throws IOException {
    options.mistake(spec.commandLine()).ifPresent(what -> refuse(what));
    RunSettings settings = settings();
    PlannedDefinitions planned = PlannedDefinitions.read(paths);
    Plan plan = planned.plan();
    refuseUnreadInputs(new DeclaredTopics(plan).sources());
    for (InputFile input : options.inputs()) {
      input.requireReadable();
    }
    refuseContradictions(settings, plan);
    planned.requireQuery();
    StateDirectory state = StateDirectory.open(options);
    settings
        .effective(verbose(), redactor)
        .forEach(line -> console.err().println("recency: option " + line));
    goOn(planned.definitions(), settings, state.newest());
    try (StopSignal signal = StopSignal.listen()) {
      try {
        run(planned.definitions(), plan, settings, state, signal);
      } catch (InterruptedException e) {
        console.err().println(STOPPED);
      } catch (RuntimeException | Error e) {
        // What fails because it was told to stop is no failure.
        if (!signal.requested()) {
          throw e;
        }
        console.err().println(STOPPED);
      }
    }
    return ExitCode.OK;
  }

  private boolean verbose() {
    return spec.root().userObject() instanceof Main main && main.verbose();
  }

  private RunSettings settings() throws IOException {
    try {
      return RunSettings.read(options, environment, redactor);
    } catch (IllegalArgumentException e) {
      throw refusal(e);
    }
  }

  private void refuseContradictions(RunSettings settings, Plan plan) {
    try {
      settings.refuseContradictions(plan);
    } catch (IllegalArgumentException e) {
      throw refusal(e);
    }
  }

  private void run(
      Definitions definitions,
      Plan plan,
      RunSettings settings,
      StateDirectory state,
      StopSignal signal)
      throws IOException, InterruptedException {
    DeclaredTopics declared = new DeclaredTopics(plan);
    try (OutputFile output = OutputFile.open(options.output().orElse("-"), console);
        OutputFile deadLetters =
            options.deadLetters().map(name -> OutputFile.open(name, console)).orElse(null);
        LocalRun run =
            LocalRun.open(
                settings.bootstrapServers(),
                settings.security(),
                options.stateDirectory(),
                options.parallelism(),
                settings.flinkSettings())) {
      new BrokerPreparation(settings.job(run.topics().bootstrapServers())).prepare(plan);
      long loaded = load(run, declared, signal);
      if (options.replay()) {
        new Replay(console, settings, declared, run)
            .execute(definitions, loaded, output, deadLetters, signal);
      } else {
        new LiveRun(console, settings, run, state).execute(definitions, loaded, signal);
      }
    }
  }

  /** What becomes of the statements, or a refusal before anything is started. */
  private void goOn(Definitions definitions, RunSettings settings, Optional<String> stored) {
    stored
        .flatMap(path -> settings.builder().requireFit(path, definitions))
        .filter(difference -> !difference.isEmpty())
        .ifPresent(difference -> console.err().println(difference));
  }

  private long load(LocalRun run, DeclaredTopics declared, StopSignal signal) throws IOException {
    long loaded = 0;
    JsonLines lines = declared.lines();
    Map<String, Integer> partitions = run.topics().partitions(declared.all());
    for (InputFile input : options.inputs()) {
      try (InputFile.Lines opened = input.open(lines, partitions)) {
        loaded += run.topics().load(signal.until(opened), each -> each.toRecord(partitions));
      }
    }
    return loaded;
  }

  /** Otherwise a topic with a typing error would run to its end and write nothing. */
  private void refuseUnreadInputs(Set<String> sources) {
    for (InputFile input : options.inputs()) {
      if (!sources.contains(input.topic())) {
        refuse(
            "--input ["
                + input.topic()
                + "="
                + input.file()
                + "]: no definition reads this topic. They read "
                + sources
                + ".");
      }
    }
  }

  private void refuse(String what) {
    throw new ParameterException(spec.commandLine(), what);
  }

  private ParameterException refusal(IllegalArgumentException mistake) {
    return new ParameterException(
        spec.commandLine(), String.valueOf(mistake.getMessage()), mistake);
  }
}
