package dev.recency.cli.apply;

import dev.recency.cli.OptionConverters;
import dev.recency.cli.UnlistedOptions;
import dev.recency.flink.PublishedJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.UnmatchedArgumentException;

/** The options of {@code recency apply}. */
final class ApplyOptions {
  /** Instead of a path: begin without state. */
  static final String SCRATCH = "scratch";

  @Option(
      names = "--flink",
      required = true,
      paramLabel = "URL",
      description = "The cluster's REST address: http://HOST:8081.")
  private String flink = "";

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Kafka, as this process and the cluster reach it.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--job-name",
      paramLabel = "NAME",
      description =
          "Name of the job on the cluster, of its consumer group, and prefix of its transactions."
              + " Default: recency.")
  private @Nullable String jobName;

  @Option(
      names = "--delivery",
      paramLabel = "GUARANTEE",
      description = "at-least-once (default) or exactly-once.")
  private @Nullable String delivery;

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
      names = {"-p", "--parallelism"},
      paramLabel = "N",
      description = "Parallel tasks per operator. Default: the cluster's parallelism.default.")
  private @Nullable Integer parallelism;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "A Flink setting of the job, over the cluster's own. May be repeated.")
  private Map<String, String> flinkSettings = new LinkedHashMap<>();

  @Option(names = "--dry-run", description = "Only say what would change.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask. Accepts no loss of state.")
  private boolean yes;

  @Option(
      names = "--accept-state-loss",
      paramLabel = "STATEMENT",
      split = ",",
      description = "This statement may lose its state. May be repeated, or a list with commas.")
  private Set<String> acceptedLosses = new LinkedHashSet<>();

  @Option(
      names = "--savepoint-dir",
      paramLabel = "DIR",
      description =
          "Where the savepoint of the running job goes, as the cluster sees it. Default: the"
              + " cluster's execution.checkpointing.savepoint-dir.")
  private @Nullable String savepointDirectory;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description =
          "If no job runs: go on from this savepoint or checkpoint; scratch: begin without state.")
  private @Nullable String from;

  @Option(
      names = "--timeout",
      paramLabel = "LENGTH",
      converter = OptionConverters.Length.class,
      description =
          "How long all tasks and the first checkpoint may take before the change is taken back."
              + " Default: 120s.")
  private Duration timeout = Duration.ofSeconds(120);

  @Option(
      names = "--job-jar",
      paramLabel = "FILE",
      description = "recency-job.jar. Default: the one beside recency.jar.")
  private @Nullable Path jobJar;

  private final UnlistedOptions rest = new UnlistedOptions();

  /** Where picocli puts the job's options that have no line in the help. */
  List<String> rest() {
    return rest.written();
  }

  /**
   * What is wrong with the options.
   *
   * @throws UnmatchedArgumentException if one of them does not exist
   */
  Optional<String> mistake(CommandLine line) {
    rest.refuseUnknown(line);
    if (parallelism != null && parallelism < 1) {
      return Optional.of("--parallelism [" + parallelism + "] must be 1 or more.");
    }
    Set<String> foreign = new TreeSet<>(flinkSettings.keySet());
    foreign.removeAll(PublishedJob.ofAJob(flinkSettings).keySet());
    if (!foreign.isEmpty()) {
      return Optional.of(
          "-D " + foreign.iterator().next() + " is no setting of a job: set it on the cluster.");
    }
    return Optional.empty();
  }

  /** The options of the job among the flags, by name. */
  Map<String, String> jobFlags() {
    Map<String, String> flags = rest.flags();
    put(flags, "bootstrap-servers", bootstrapServers);
    put(flags, "job-name", jobName);
    put(flags, "delivery", delivery);
    put(flags, "dead-letter-topic", deadLetterTopic);
    put(flags, "properties", properties);
    put(
        flags,
        "accept-state-loss",
        acceptedLosses.isEmpty() ? null : String.join(",", acceptedLosses));
    return flags;
  }

  private static void put(Map<String, String> flags, String name, @Nullable String value) {
    if (value != null) {
      flags.put(name, value);
    }
  }

  /** The job's settings: those of a cluster with the user's own over them. */
  Map<String, String> settings(Map<String, String> ofTheCluster) {
    Map<String, String> all = PublishedJob.ofAJob(ofTheCluster);
    all.putAll(flinkSettings);
    all.putIfAbsent("parallelism.default", "1");
    if (parallelism != null) {
      all.put("parallelism.default", Integer.toString(parallelism));
    }
    return all;
  }

  String flink() {
    return flink;
  }

  boolean dryRun() {
    return dryRun;
  }

  boolean yes() {
    return yes;
  }

  Optional<String> savepointDirectory() {
    return Optional.ofNullable(savepointDirectory);
  }

  Optional<String> from() {
    return Optional.ofNullable(from);
  }

  Duration timeout() {
    return timeout;
  }

  Optional<Path> jobJar() {
    return Optional.ofNullable(jobJar);
  }
}
