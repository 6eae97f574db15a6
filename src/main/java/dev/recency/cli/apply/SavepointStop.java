package dev.recency.cli.apply;

import dev.recency.cli.EnvironmentException;
import dev.recency.cli.rest.ClusterException;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.FlinkCluster.Outcome;
import dev.recency.cli.rest.FlinkCluster.Trigger;
import dev.recency.cli.rest.JobState;
import dev.recency.cli.rest.StoredState;
import dev.recency.cli.rest.Waiting;
import java.util.Optional;
import org.apache.flink.api.common.JobID;

/**
 * Stops one job with a savepoint. What the cluster forgets of it, because its JobManager was
 * restarted, is read off the job itself.
 */
final class SavepointStop {
  private final FlinkCluster cluster;
  private final Patience patience;
  private final JobState job;
  private final String directory;
  private String last = "it is not complete";

  /**
   * @param directory where the savepoint goes
   */
  SavepointStop(FlinkCluster cluster, Patience patience, JobState job, String directory) {
    this.cluster = cluster;
    this.patience = patience;
    this.job = job;
    this.directory = directory;
  }

  /**
   * Stops it; returns where the savepoint lies.
   *
   * @throws EnvironmentException if there is none; says what is known of the job
   * @throws ClusterException if the cluster refuses to begin; the job goes on then
   */
  String execute() {
    long before = savepoint().map(StoredState::id).orElse(-1L);
    Trigger trigger = begin();
    return Waiting.until(patience.savepoint(), () -> location(trigger, before))
        .orElseThrow(
            () ->
                failure(
                    "It is not known whether job [%s] has stopped: %s. If recency status says that it has ended, its savepoint lies under [%s]: apply with --from and its path."
                        .formatted(job.id(), last, directory)));
  }

  /** Under a name of ours, so that it can be asked for without an answer. */
  private Trigger begin() {
    String id = new JobID().toHexString();
    try {
      return cluster.stop(job.id(), directory, id);
    } catch (ClusterException e) {
      if (e.permanent()) {
        throw e;
      }
      last = String.valueOf(e.getMessage());
      return FlinkCluster.savepoint(job.id(), id);
    }
  }

  private Optional<String> location(Trigger trigger, long before) {
    try {
      return cluster.outcome(trigger).map(this::location);
    } catch (ClusterException e) {
      last = String.valueOf(e.getMessage());
      return e.permanent() ? forgotten(before) : Optional.empty();
    }
  }

  private String location(Outcome outcome) {
    if (outcome instanceof Outcome.Done done) {
      return done.location();
    }
    throw without(((Outcome.Failed) outcome).reason(), Steps.patiently(() -> state()));
  }

  /** Answers about the job may be old: it is given some time. */
  private Optional<String> forgotten(long before) {
    Optional<String> found =
        Waiting.until(patience.doubt(), () -> Steps.patiently(() -> newer(before)));
    Optional<JobState> state = Steps.patiently(() -> state());
    if (found.isEmpty() && state.isPresent()) {
      throw without(last, state);
    }
    return found;
  }

  private Optional<String> newer(long before) {
    return state().filter(JobState::ended).isPresent()
        ? savepoint().filter(each -> each.id() > before).map(StoredState::path)
        : Optional.empty();
  }

  private Optional<JobState> state() {
    return cluster.jobs().stream().filter(each -> each.id().equals(job.id())).findAny();
  }

  private Optional<StoredState> savepoint() {
    return StoredState.of(cluster.checkpoints(job.id()).path("latest").path("savepoint"));
  }

  private EnvironmentException without(String reason, Optional<JobState> now) {
    if (now.isPresent() && !now.get().ended()) {
      return failure(
          "Job [%s] made no savepoint under [%s]: %s. Nothing was changed."
              .formatted(job.id(), directory, reason));
    }
    return failure(
        "Job [%s] is %s, and nothing is known of its savepoint: %s. Look for it under [%s], and apply with --from and its path."
            .formatted(
                job.id(), now.map(JobState::state).orElse("not to be seen"), reason, directory));
  }

  private static EnvironmentException failure(String message) {
    return new EnvironmentException(message, null);
  }
}
