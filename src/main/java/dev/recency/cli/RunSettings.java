package dev.recency.cli;

import dev.recency.flink.ClientOptions;
import dev.recency.flink.JobArguments;
import dev.recency.flink.JobBuilder;
import dev.recency.flink.JobOptions;
import dev.recency.flink.RunMode;
import dev.recency.flink.options.EffectiveOptions;
import dev.recency.flink.options.JobSettings;
import dev.recency.flink.options.Redactor;
import dev.recency.plan.Plan;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What {@code recency run} runs with: its flags, and what they leave open from the environment and a
 * properties file. Contradictions are found before anything is started.
 */
final class RunSettings {
  /** Stands for a broker that is not started yet. */
  private static final String ANY_BROKER = "localhost:1";

  private final RunOptions options;
  private final JobSettings settings;

  private RunSettings(RunOptions options, JobSettings settings) {
    this.options = options;
    this.settings = settings;
  }

  /**
   * Reads what the flags leave open.
   *
   * @throws IOException if a file that an option names cannot be read
   * @throws IllegalArgumentException if an option is wrong; says what to do
   */
  static RunSettings read(RunOptions options, Map<String, String> environment, Redactor redactor)
      throws IOException {
    RunSettings settings =
        new RunSettings(options, JobSettings.read(options.jobFlags(), environment, redactor));
    settings.job(ANY_BROKER);
    return settings;
  }

  /**
   * Refuses options and definitions that do not go together, before anything is created.
   *
   * @throws IllegalArgumentException with what to do
   */
  void refuseContradictions(Plan plan) {
    StreamExecutionEnvironment environment =
        new StreamExecutionEnvironment(Configuration.fromMap(flinkSettings()));
    builder().check(environment, plan);
  }

  /** For what can be known before there is a broker. */
  JobBuilder builder() {
    return new JobBuilder(job(ANY_BROKER));
  }

  /** The options as they were written; a default is shown only to whoever wants to see more. */
  List<String> effective(boolean verbose, Redactor redactor) {
    EffectiveOptions effective =
        new EffectiveOptions(
            job(bootstrapServers().orElse("a broker in this process")), settings, redactor);
    return verbose ? effective.all() : effective.written();
  }

  Optional<String> bootstrapServers() {
    return settings.value("bootstrap-servers");
  }

  String deadLetterTopic() {
    return job(ANY_BROKER).deadLetterTopic();
  }

  /** The job's options, for a broker at {@code servers}. */
  JobOptions job(String servers) {
    return JobArguments.options(settings, servers).withMode(mode());
  }

  private RunMode mode() {
    return options.replay()
        ? new RunMode.Replay(
            options
                .until()
                .map(Instant::toEpochMilli)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty()))
        : new RunMode.Live();
  }

  /** What clients need to reach the broker: encryption and authentication. */
  Map<String, String> security() {
    return ClientOptions.security(settings);
  }

  /** Flink's settings: the user's, then ours. */
  Map<String, String> flinkSettings() {
    Map<String, String> flink = new LinkedHashMap<>(options.flinkSettings());
    // A replay that fails says so; it would write its commands twice if it began again.
    flink.putIfAbsent("restart-strategy.type", options.replay() ? "disable" : "exponential-delay");
    // The last transaction of a replay is committed by the next checkpoint.
    flink.putIfAbsent("execution.checkpointing.interval", options.replay() ? "1 s" : "10 s");
    if (options.stateDirectory().isPresent() && !options.replay()) {
      // For the next run, if this one is killed.
      flink.put(
          "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    }
    return flink;
  }
}
