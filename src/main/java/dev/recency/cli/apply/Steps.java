package dev.recency.cli.apply;

import dev.recency.cli.EnvironmentException;
import dev.recency.cli.apply.FirstSteps.Ending;
import dev.recency.cli.rest.ClusterException;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.FlinkCluster.Outcome;
import dev.recency.cli.rest.FlinkCluster.Trigger;
import dev.recency.cli.rest.JobState;
import dev.recency.cli.rest.Waiting;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What is done to a cluster, one step after the other; each waits for its end. */
final class Steps {
  /** Flink gives a savepoint up itself, after {@code execution.checkpointing.timeout}. */
  private static final Duration SAVEPOINT_LIMIT = Duration.ofHours(1);

  private static final Duration END_LIMIT = Duration.ofMinutes(2);

  private final FlinkCluster cluster;
  private final Path jar;

  Steps(FlinkCluster cluster, Path jar) {
    this.cluster = cluster;
    this.jar = jar;
  }

  /**
   * Stops a job; returns where its savepoint lies.
   *
   * @throws EnvironmentException if no savepoint could be made; the job goes on then
   */
  String stop(JobState job, String directory) {
    Trigger stop = cluster.stop(job.id(), directory);
    Outcome outcome =
        Waiting.until(SAVEPOINT_LIMIT, () -> patiently(() -> cluster.outcome(stop)))
            .orElseGet(() -> new Outcome.Failed("it is not complete after an hour"));
    if (outcome instanceof Outcome.Done done) {
      return done.location();
    }
    throw new EnvironmentException(
        "Job [%s] made no savepoint under [%s]: %s. Nothing was changed."
            .formatted(job.id(), directory, ((Outcome.Failed) outcome).reason()),
        null);
  }

  /**
   * Submits a job and watches it; a job that fails is cancelled and has ended on return.
   *
   * @param checkpoints whether it takes any
   * @param limit how long it may take until it runs
   */
  Start start(BuiltJob job, boolean checkpoints, Duration limit) {
    String id;
    try {
      id = cluster.submit(job.bytes(), jar);
    } catch (ClusterException | FileNotFoundException e) {
      return new Start.Failed(String.valueOf(e.getMessage()), false);
    }
    Ending ending = new FirstSteps(cluster, id, checkpoints).watch(limit);
    if (ending instanceof Ending.Fails fails) {
      end(id);
      return new Start.Failed(fails.reason(), completedCheckpoint(id));
    }
    return new Start.Running(id);
  }

  private void end(String id) {
    patiently(
        () -> {
          cluster.cancel(id);
          return Optional.empty();
        });
    if (Waiting.until(END_LIMIT, () -> patiently(() -> ended(id))).isEmpty()) {
      throw new EnvironmentException(
          "The new job [%s] failed and does not end: end it, and begin with --from the savepoint."
              .formatted(id),
          null);
    }
  }

  private Optional<JobState> ended(String id) {
    return cluster.jobs().stream().filter(each -> each.id().equals(id) && each.ended()).findAny();
  }

  /** A checkpoint may have been completed after the last look at it; answers are kept for a while. */
  private boolean completedCheckpoint(String id) {
    Waiting.pause(patiently(() -> Optional.of(cluster.answersKept())).orElse(Duration.ZERO));
    return patiently(() -> Optional.of(cluster.progress(id)))
        .filter(progress -> progress.checkpoints() > 0)
        .isPresent();
  }

  /** A cluster that does not answer may do so again. */
  private static <T> Optional<T> patiently(Supplier<Optional<T>> question) {
    try {
      return question.get();
    } catch (ClusterException e) {
      return Optional.empty();
    }
  }

  /** How it went with a new job. */
  sealed interface Start {
    /** It runs. */
    record Running(String id) implements Start {}

    /**
     * It does not, and has ended.
     *
     * @param committed whether it had completed a checkpoint, so that its commands are visible
     */
    record Failed(String reason, boolean committed) implements Start {}
  }
}
