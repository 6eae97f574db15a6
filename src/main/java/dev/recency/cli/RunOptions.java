package dev.recency.cli;

import dev.recency.flink.ClientOptions;
import dev.recency.flink.Delivery;
import dev.recency.flink.JobArguments;
import dev.recency.flink.JobBuilder;
import dev.recency.flink.JobOptions;
import dev.recency.flink.RunMode;
import dev.recency.plan.Plan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.UnmatchedArgumentException;

/** The options of {@code recency run}; contradictions are found before anything is started. */
final class RunOptions {
  private static final List<String> JOB_OPTIONS =
      List.of("--clock.", "--event.", "--key-cache-bytes", "--kafka.source.", "--kafka.sink.");
  private static final List<String> SECURITY = List.of("security.", "sasl.", "ssl.");

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
  private Delivery delivery = Delivery.AT_LEAST_ONCE;

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
  private String deadLetterTopic = JobOptions.DEFAULT_DEAD_LETTER_TOPIC;

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

  private final List<String> rest = new ArrayList<>();

  /** Where picocli puts the job's options that have no line in the help. */
  List<String> rest() {
    return rest;
  }

  /**
   * What is wrong with the options, each and together.
   *
   * @throws UnmatchedArgumentException if one of them does not exist
   */
  Optional<String> mistake(CommandLine line) {
    List<String> unknown =
        rest.stream().filter(each -> JOB_OPTIONS.stream().noneMatch(each::startsWith)).toList();
    if (!unknown.isEmpty()) {
      throw new UnmatchedArgumentException(line, unknown);
    }
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
    if (delivery == Delivery.EXACTLY_ONCE && bootstrapServers != null && jobName == null) {
      return Optional.of(
          "--delivery exactly-once needs --job-name: two jobs with one name would abort each"
              + " other's transactions.");
    }
    try {
      JobOptions job = job("localhost:1");
      ClientOptions.check("kafka.source.", job.sourceProperties());
      ClientOptions.check("kafka.sink.", job.sinkProperties());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /** What is wrong with the options and definitions together, found before anything is created. */
  Optional<String> contradiction(Plan plan) {
    try {
      StreamExecutionEnvironment environment =
          new StreamExecutionEnvironment(Configuration.fromMap(flinkSettings()));
      new JobBuilder(job("localhost:1")).check(environment, plan);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  Optional<String> bootstrapServers() {
    return Optional.ofNullable(bootstrapServers);
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

  String deadLetterTopic() {
    return deadLetterTopic;
  }

  boolean replay() {
    return output != null;
  }

  /** The job's options, for a broker at {@code servers}. */
  JobOptions job(String servers) {
    List<String> arguments = new ArrayList<>(rest);
    arguments.addAll(List.of("--sql", "-", "--bootstrap-servers", servers));
    RunMode mode =
        replay()
            ? new RunMode.Replay(
                until == null ? OptionalLong.empty() : OptionalLong.of(until.toEpochMilli()))
            : new RunMode.Live();
    return JobArguments.parse(arguments.toArray(String[]::new))
        .options()
        .withJobName(jobName == null ? JobOptions.DEFAULT_JOB_NAME : jobName)
        .withDelivery(delivery)
        .withDeadLetterTopic(deadLetterTopic)
        .withAcceptedLosses(state.acceptedLosses())
        .withMode(mode);
  }

  /** What clients need to reach the broker: encryption and authentication. */
  Map<String, String> security() {
    JobOptions job = job("localhost:1");
    Map<String, String> all = new LinkedHashMap<>(job.sinkProperties());
    all.putAll(job.sourceProperties());
    all.keySet().removeIf(key -> SECURITY.stream().noneMatch(key::startsWith));
    return ClientOptions.resolvable(all);
  }

  /** Flink's settings: the user's, then ours. */
  Map<String, String> flinkSettings() {
    Map<String, String> settings = new LinkedHashMap<>(flinkSettings);
    // A replay that fails says so; it would write its commands twice if it began again.
    settings.putIfAbsent("restart-strategy.type", replay() ? "disable" : "exponential-delay");
    // The last transaction of a replay is committed by the next checkpoint.
    settings.putIfAbsent("execution.checkpointing.interval", replay() ? "1 s" : "10 s");
    if (stateDirectory().isPresent() && !replay()) {
      // For the next run, if this one is killed.
      settings.put(
          "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    }
    return settings;
  }
}
