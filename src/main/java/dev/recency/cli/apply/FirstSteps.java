package dev.recency.cli.apply;

import dev.recency.cli.LengthText;
import dev.recency.cli.rest.ClusterException;
import dev.recency.cli.rest.FlinkCluster;
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

    /** It does not. */
    record Fails(String reason) implements Ending {}
  }

  private final FlinkCluster cluster;
  private final String job;
  private final boolean checkpoints;
  private @Nullable Trigger checkpoint;
  private String last = "it was not seen";

  /**
   * @param checkpoints whether the job takes any
   */
  FirstSteps(FlinkCluster cluster, String job, boolean checkpoints) {
    this.cluster = cluster;
    this.job = job;
    this.checkpoints = checkpoints;
  }

  /** Watches for at most so long. */
  Ending watch(Duration limit) {
    return Waiting.until(limit, this::ending)
        .orElseGet(() -> new Ending.Fails("after " + LengthText.of(limit) + " " + last));
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
    if (progress.failure().isPresent()) {
      return Optional.of(new Ending.Fails(progress.failure().get()));
    }
    if (progress.state().ended()) {
      return Optional.of(new Ending.Fails("the job is " + progress.state().state()));
    }
    if (!progress.allRunning()) {
      last =
          "%d of %d tasks run and the job is %s"
              .formatted(progress.runningTasks(), progress.tasks(), progress.state().state());
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
    return cluster
        .outcome(begun)
        .map(
            outcome ->
                outcome instanceof FlinkCluster.Outcome.Failed failed
                    ? withoutCheckpoint(cluster.progress(job), failed.reason())
                    : new Ending.Runs());
  }

  private static Ending withoutCheckpoint(JobProgress progress, String reason) {
    return progress.checkpoints() > 0
        ? new Ending.Runs()
        : new Ending.Fails(progress.failure().orElse("its first checkpoint failed: " + reason));
  }
}
