package dev.recency.flink;

import dev.recency.flink.options.Redactor;
import dev.recency.flink.options.WrittenOptions;
import dev.recency.flink.resume.PublishedDefinitions;
import dev.recency.flink.resume.SavedDefinitions;
import dev.recency.flink.resume.Successor;
import dev.recency.plan.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What a job was made of, as it tells everybody who asks Flink for the job's global parameters: from
 * it the same job can be made again. Nothing secret can be in it, because {@link ClientOptions} takes
 * only references as secrets of a live job.
 *
 * @param saved its definitions, and what its savepoints say of them
 * @param settings of Flink as far as a job has a say in them
 */
public record PublishedJob(
    SavedDefinitions saved, JobOptions options, Map<String, String> settings) {
  private static final String ARGUMENTS = "recency.arguments.";
  private static final String SETTINGS = "recency.settings.";
  private static final String STATES = "recency.states.";

  private static final List<String> OF_A_JOB =
      List.of(
          "execution.checkpointing.",
          "execution.buffer-timeout",
          "restart-strategy",
          "state.",
          "pipeline.");
  private static final Set<String> NOT_OF_A_JOB =
      Set.of(
          PipelineOptions.GLOBAL_JOB_PARAMETERS.key(),
          PipelineOptions.JARS.key(),
          PipelineOptions.CLASSPATHS.key(),
          PipelineOptions.NAME.key());
  private static final String PARALLELISM = "parallelism.default";

  public PublishedJob {
    settings = Map.copyOf(settings);
  }

  /** The job of these definitions in an environment that has its final settings. */
  static PublishedJob in(
      StreamExecutionEnvironment environment,
      JobOptions options,
      Definitions definitions,
      Plan plan) {
    Map<String, String> settings = ofAJob(environment.getConfiguration().toMap());
    settings.put(PARALLELISM, Integer.toString(environment.getParallelism()));
    return of(definitions, plan, options, settings);
  }

  /** A job of this version. */
  public static PublishedJob of(
      Definitions definitions, Plan plan, JobOptions options, Map<String, String> settings) {
    return new PublishedJob(
        SavedDefinitions.of(ProductVersion.current(), definitions, plan), options, settings);
  }

  /** What it computes. */
  public Definitions definitions() {
    return saved.definitions();
  }

  /**
   * Refuses to go on from the state of another job, by what that says of itself; Flink's JobManager
   * would refuse it too, but after the other one has been stopped.
   *
   * @throws dev.recency.flink.resume.UnfitStateException with what to do
   */
  public void requireFit(PublishedJob before) {
    new Successor(saved, options.acceptedLosses()).check(before.saved);
  }

  /** The same job, with further statements that may lose their state in a savepoint. */
  public PublishedJob accepting(Set<String> losses) {
    Set<String> all = new TreeSet<>(options.acceptedLosses());
    all.addAll(losses);
    return new PublishedJob(saved, options.withAcceptedLosses(all), settings);
  }

  /** Those of a cluster's settings that a job is made with; nothing that Flink holds for secret. */
  public static Map<String, String> ofAJob(Map<String, String> settings) {
    Map<String, String> own = new TreeMap<>();
    settings.forEach(
        (key, value) -> {
          boolean wanted = key.equals(PARALLELISM) || OF_A_JOB.stream().anyMatch(key::startsWith);
          if (wanted && !NOT_OF_A_JOB.contains(key) && !GlobalConfiguration.isSensitive(key)) {
            own.put(key, value);
          }
        });
    return own;
  }

  /** What Flink shows of it. */
  Map<String, String> parameters() {
    Map<String, String> all = PublishedDefinitions.entries(saved.version(), saved.definitions());
    saved.stateUids().forEach((statement, uid) -> all.put(STATES + statement, uid));
    // Not by name: Flink hides the values of names that sound secret, references to files too.
    int count = 0;
    for (Map.Entry<String, String> each : WrittenOptions.of(options).entrySet()) {
      all.put(ARGUMENTS + count++, "--" + each.getKey() + "=" + each.getValue());
    }
    settings.forEach((key, value) -> all.put(SETTINGS + key, value));
    return all;
  }

  /** All but the definitions, by name, for people to compare. */
  public Map<String, String> circumstances() {
    Map<String, String> all = new TreeMap<>();
    all.put("version", saved.version());
    WrittenOptions.of(options).forEach((name, value) -> all.put("--" + name, value));
    settings.forEach((name, value) -> all.put("-D " + name, value));
    return all;
  }

  /**
   * The job that shows these parameters; empty if it is none of Recency, or of a version that shows
   * less.
   *
   * @param environment where its options' references lead, and nothing else of it is read
   * @param redactor learns the secrets that its options refer to
   * @throws IOException if a file or variable that its options refer to is not here
   * @throws IllegalArgumentException if its options are none of this version
   */
  public static Optional<PublishedJob> of(
      Map<String, String> parameters, Map<String, String> environment, Redactor redactor)
      throws IOException {
    Optional<Definitions> definitions = PublishedDefinitions.read(parameters);
    List<String> arguments = new ArrayList<>(List.of("--sql=-"));
    for (int i = 0; parameters.containsKey(ARGUMENTS + i); i++) {
      arguments.add(parameters.getOrDefault(ARGUMENTS + i, ""));
    }
    if (definitions.isEmpty() || arguments.size() == 1) {
      return Optional.empty();
    }
    JobOptions options =
        JobArguments.complete(environment, redactor, arguments.toArray(String[]::new)).options();
    SavedDefinitions saved =
        new SavedDefinitions(
            parameters.getOrDefault(PublishedDefinitions.VERSION, "unknown"),
            definitions.get(),
            under(STATES, parameters));
    return Optional.of(new PublishedJob(saved, options, under(SETTINGS, parameters)));
  }

  private static Map<String, String> under(String prefix, Map<String, String> parameters) {
    Map<String, String> found = new TreeMap<>();
    parameters.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            found.put(key.substring(prefix.length()), value);
          }
        });
    return found;
  }
}
