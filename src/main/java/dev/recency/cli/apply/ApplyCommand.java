package dev.recency.cli.apply;

import dev.recency.cli.Console;
import dev.recency.cli.PlannedDefinitions;
import dev.recency.flink.options.JobSettings;
import dev.recency.flink.options.Redactor;
import dev.recency.flink.resume.UnfitStateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Makes a Flink cluster run these definitions, and no others under the job's name. */
@Command(
    name = "apply",
    description = "Make a Flink cluster run definitions, going on from the state of what runs.",
    usageHelpWidth = 100,
    footerHeading = "%nExamples:%n",
    footer = {
      "  recency apply features --flink http://localhost:8081 --bootstrap-servers kafka:9092",
      "  recency apply features --flink … --bootstrap-servers … --dry-run",
      "  recency apply features --flink … --bootstrap-servers … --yes --accept-state-loss MATCHES",
      "",
      "All definitions of one job are named in each call: what is not named is removed.",
      "The new job goes on from a savepoint of the old one; if it does not run, the old",
      "definitions go on from there.",
      "",
      "More options, with an equals sign: --kafka.OPTION= (all clients), --kafka.source.OPTION=,",
      "--kafka.sink.OPTION=, --clock.interval-ms=, --clock.idle-timeout-ms=,",
      "--clock.idle-margin-ms=, --event.max-future-ms=, --key-cache-bytes=,",
      "--balance.interval-ms="
    })
public final class ApplyCommand implements Callable<Integer> {
  private final Console console;
  private final Map<String, String> environment;
  private final Redactor redactor;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ApplyOptions options = new ApplyOptions();
  // Here, because picocli does not look for it in a mixin.
  @Unmatched private List<String> rest = options.rest();

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "1..*",
      description = "Files with definitions, or directories: all their files *.sql.")
  private List<Path> paths = List.of();

  /**
   * Writes to this console.
   *
   * @param environment of the process
   * @param redactor learns the secrets
   */
  public ApplyCommand(Console console, Map<String, String> environment, Redactor redactor) {
    this.console = console;
    this.environment = environment;
    this.redactor = redactor;
  }

  @Override
  public Integer call() throws IOException {
    options.mistake(spec.commandLine()).ifPresent(this::refuse);
    PlannedDefinitions planned = PlannedDefinitions.read(paths);
    planned.requireQuery();
    return prepared(planned).getAsInt();
  }

  private IntSupplier prepared(PlannedDefinitions planned) throws IOException {
    try {
      JobSettings settings = JobSettings.read(options.jobFlags(), environment, redactor);
      return new ApplyRun(console, options, settings, environment, redactor, planned).prepare();
    } catch (UnfitStateException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  private void refuse(String what) {
    throw refusal(what);
  }

  private ParameterException refusal(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
