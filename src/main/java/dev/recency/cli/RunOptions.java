package dev.recency.cli;

import dev.recency.flink.Delivery;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of {@code recency run}; what it means for the job says {@link RunSettings}. */
final class RunOptions {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Kafka. Without it a broker is started in this process.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--input",
      paramLabel = "TOPIC=FILE",
      converter = OptionConverters.Input.class,
      description = "JSON lines, plain or .gz, to be loaded into a topic. May be repeated.")
  private List<InputFile> inputs = List.of();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Replay: end when the inputs are consumed and write all their commands as JSON lines"
              + " here; - is standard output. Without it the job runs until Ctrl-C.")
  private @Nullable String output;

  @Option(
      names = "--dead-letters",
      paramLabel = "FILE",
      description =
          "Replay: write the rejected records here, as JSON lines with reason, message and place;"
              + " key and value are in base64.")
  private @Nullable String deadLetters;

  @Option(
      names = "--until",
      paramLabel = "INSTANT",
      converter = OptionConverters.PointInTime.class,
      description = "Replay up to this instant: 2024-05-01T12:00:00Z, or milliseconds.")
  private @Nullable Instant until;

  @Option(
      names = "--delivery",
      paramLabel = "GUARANTEE",
      converter = OptionConverters.Guarantee.class,
      description = "at-least-once (default) or exactly-once.")
  private @Nullable Delivery delivery;

  @Mixin private StateOptions state = new StateOptions();

  @Option(
      names = "--job-name",
      paramLabel = "NAME",
      description = "Name of the job and prefix of its transactions. Default: recency.")
  private @Nullable String jobName;

  @Option(
      names = "--dead-letter-topic",
      paramLabel = "TOPIC",
      description = "Where rejected records go. Default: recency-dead-letters.")
  private @Nullable String deadLetterTopic;

  @Option(
      names = "--properties",
      paramLabel = "FILE",
      description =
          "Options of the job, one a line: job-name = shop. A flag wins over the environment"
              + " (RECENCY_JOB_NAME), the environment over this file.")
  private @Nullable String properties;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Parallel tasks per operator. Default: 1.")
  private int parallelism = 1;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "A Flink setting, as in flink-conf/config.yaml. May be repeated.")
  private Map<String, String> flinkSettings = new LinkedHashMap<>();

  private final UnlistedOptions rest = new UnlistedOptions();

  /** Where picocli puts the job's options that have no line in the help. */
  List<String> rest() {
    return rest.written();
  }

  /**
   * What is wrong with the options, each and together.
   *
   * @throws UnmatchedArgumentException if one of them does not exist
   */
  Optional<String> mistake(CommandLine line) {
    rest.refuseUnknown(line);
    if (until != null && output == null) {
      return Optional.of("--until ends a replay and needs --output FILE (or --output -).");
    }
    if (deadLetters != null && output == null) {
      return Optional.of("--dead-letters needs --output FILE: only a replay ends and writes them.");
    }
    if (deadLetters != null && deadLetters.equals(output)) {
      return Optional.of("--dead-letters and --output [" + output + "] must be two files.");
    }
    if (parallelism < 1) {
      return Optional.of("--parallelism [" + parallelism + "] must be 1 or more.");
    }
    Optional<String> misplaced = state.mistake(flinkSettings);
    if (misplaced.isPresent()) {
      return misplaced;
    }
    return Optional.empty();
  }

  List<InputFile> inputs() {
    return inputs;
  }

  Optional<String> output() {
    return Optional.ofNullable(output);
  }

  Optional<String> deadLetters() {
    return Optional.ofNullable(deadLetters);
  }

  Optional<Path> stateDirectory() {
    return state.directory();
  }

  int parallelism() {
    return parallelism;
  }

  boolean replay() {
    return output != null;
  }

  Optional<Instant> until() {
    return Optional.ofNullable(until);
  }

  /** Settings of Flink, as they were written. */
  Map<String, String> flinkSettings() {
    return Collections.unmodifiableMap(flinkSettings);
  }

  /** The options of the job among the flags, by name. */
  Map<String, String> jobFlags() {
    Map<String, String> flags = rest.flags();
    put(flags, "bootstrap-servers", bootstrapServers);
    put(flags, "delivery", delivery == null ? null : delivery.option());
    put(flags, "job-name", jobName);
    put(flags, "dead-letter-topic", deadLetterTopic);
    put(flags, "properties", properties);
    if (!state.acceptedLosses().isEmpty()) {
      flags.put("accept-state-loss", String.join(",", state.acceptedLosses()));
    }
    return flags;
  }

  private static void put(Map<String, String> flags, String name, @Nullable String value) {
    if (value != null) {
      flags.put(name, value);
    }
  }
}
