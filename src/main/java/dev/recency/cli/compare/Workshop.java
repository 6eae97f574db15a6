package dev.recency.cli.compare;

import dev.recency.cli.Console;
import dev.recency.cli.Progress;
import dev.recency.cli.StopSignal;
import dev.recency.flink.BrokerPreparation;
import dev.recency.flink.JobOptions;
import dev.recency.flink.options.JobSettings;
import dev.recency.local.LocalRun;
import dev.recency.plan.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Where a comparison works: a broker, a cluster, a directory, and names that are its own.
 *
 * @param settings of Kafka's clients
 * @param prefix begins the name of every topic, group and application that it makes
 */
record Workshop(
    LocalRun run,
    JobSettings settings,
    Path directory,
    String prefix,
    StopSignal signal,
    Progress progress) {
  private static final Duration TICK = Duration.ofMillis(250);

  static Workshop of(
      LocalRun run, JobSettings settings, Path directory, StopSignal signal, Console console) {
    String prefix = "recency-compare-" + UUID.randomUUID().toString().substring(0, 8);
    return new Workshop(run, settings, directory, prefix, signal, new Progress(console));
  }

  /** How often to look whether something has ended. */
  Duration tick() {
    return TICK;
  }

  /** What all jobs of the comparison have in common. */
  JobOptions job() {
    return JobOptions.of(run.topics().bootstrapServers())
        .withKafka(settings.source(), settings.sink())
        .withJobName(prefix)
        .withDeadLetterTopic(prefix + "-dead-letters");
  }

  /** Makes the topics that the plan needs and that do not exist. */
  void prepare(Plan plan) throws IOException {
    new BrokerPreparation(job()).prepare(plan);
  }

  /** How many records these topics have. */
  long written(Set<String> topics) {
    return run.topics().ends(topics).values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Shows a step: what it has written to these topics, and how long it will still take by the time
   * that the newest command of the slowest topic tells.
   */
  void show(String step, Set<String> topics, EventScan events, long startNanos) {
    if (!progress.shown()) {
      return;
    }
    double seconds = Math.max(0.001, (System.nanoTime() - startNanos) / 1e9);
    long newest =
        topics.stream()
            .mapToLong(topic -> run.topics().newestMillis(List.of(topic)))
            .min()
            .orElse(-1);
    progress.show(
        "%s", new StepProgress(step, written(topics), seconds, events.share(newest)).toString());
  }

  /** Shows a step. */
  void show(String step) {
    progress.show("%s", step.substring(0, 1).toUpperCase(Locale.ROOT) + step.substring(1));
  }
}
