package dev.recency.cli.apply;

import dev.recency.cli.LengthText;
import dev.recency.cli.rest.ClusterException;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.FlinkCluster.Outcome;
import dev.recency.cli.rest.FlinkCluster.Trigger;
import dev.recency.cli.rest.JobProgress;
import dev.recency.cli.rest.Waiting;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches a new job until every task runs and, if the job takes checkpoints, one is complete. Before
 * that an exactly-once job has made no command visible, so that it can be taken back; after that it
 * has proved that it works.
 */
final class FirstSteps {
  /** How they ended. */
  sealed interface Ending {
    /** The job runs. */
    record Runs() implements Ending {}

    /** It will not. */
    record Fails(String reason) implements Ending {}

    /** It does not within the time, but it might. */
    record Waits(String reason) implements Ending {}
  }

  private final FlinkCluster cluster;
  private final String job;
  private final boolean checkpoints;
  private final boolean again;
  private @Nullable Trigger checkpoint;
  private String last = "it was not seen";

  private FirstSteps(FlinkCluster cluster, String job, boolean checkpoints, boolean again) {
    this.cluster = cluster;
    this.job = job;
    this.checkpoints = checkpoints;
    this.again = again;
  }

  /**
   * Those of a job whose first failure is its last.
   *
   * @param checkpoints whether the job takes any
   */
  static FirstSteps of(FlinkCluster cluster, String job, boolean checkpoints) {
    return new FirstSteps(cluster, job, checkpoints, false);
  }

  /** Those of a job that has run before: only its end is the end. */
  static FirstSteps again(FlinkCluster cluster, String job, boolean checkpoints) {
    return new FirstSteps(cluster, job, checkpoints, true);
  }

  /** Watches for at most so long. */
  Ending watch(Duration limit) {
    return Waiting.until(limit, this::ending)
        .orElseGet(() -> new Ending.Waits("after " + LengthText.of(limit) + " " + last));
  }

  /** What is certain now; a cluster that does not answer may do so again. */
  private Optional<Ending> ending() {
    try {
      return checkpoint == null ? first(cluster.progress(job)) : ending(checkpoint);
    } catch (ClusterException e) {
      last = String.valueOf(e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Ending> first(JobProgress progress) {
    if (progress.checkpoints() > 0) {
      return Optional.of(new Ending.Runs());
    }
    if (progress.state().ended() || !again && progress.failure().isPresent()) {
      String otherwise = "the job is " + progress.state().state();
      return Optional.of(new Ending.Fails(progress.failure().orElse(otherwise)));
    }
    if (!progress.allRunning()) {
      last =
          "%d of %d tasks run and the job is %s"
                  .formatted(progress.runningTasks(), progress.tasks(), progress.state().state())
              + progress.failure().map(reason -> ": " + reason).orElse("");
      return Optional.empty();
    }
    if (!checkpoints) {
      return Optional.of(new Ending.Runs());
    }
    // The interval may be long: it is asked for.
    checkpoint = cluster.checkpoint(job);
    last = "all tasks run, but no checkpoint is complete";
    return Optional.empty();
  }

  /** Asked for until it is known: a cluster that shuts down waits for whoever began something. */
  private Optional<Ending> ending(Trigger begun) {
    Optional<Outcome> outcome;
    try {
      outcome = cluster.outcome(begun);
    } catch (ClusterException e) {
      if (!e.permanent()) {
        throw e;
      }
      // Forgotten: another one is asked for, if none is complete.
      checkpoint = null;
      return first(cluster.progress(job));
    }
    return outcome.flatMap(
        each ->
            each instanceof Outcome.Failed failed
                ? withoutCheckpoint(cluster.progress(job), failed.reason())
                : Optional.of(new Ending.Runs()));
  }

  private Optional<Ending> withoutCheckpoint(JobProgress progress, String reason) {
    String failed = "its first checkpoint failed: " + reason;
    if (again && !progress.state().ended()) {
      checkpoint = null;
      last = failed;
      return Optional.empty();
    }
    return progress.checkpoints() > 0
        ? Optional.of(new Ending.Runs())
        : Optional.of(new Ending.Fails(progress.failure().orElse(failed)));
  }
}
