package dev.recency.cli.apply;

import dev.recency.cli.EnvironmentException;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.JobState;
import dev.recency.flink.PublishedJob;
import dev.recency.flink.options.Redactor;
import dev.recency.flink.resume.UnfitStateException;
import dev.recency.plan.Plan;
import dev.recency.sql.SqlException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job of a cluster and what it was made of.
 *
 * @param plan what its definitions mean
 */
record RunningJob(JobState state, PublishedJob published, Plan plan) {
  private static final String RETENTION =
      "execution.checkpointing.externalized-checkpoint-retention";
  private static final String RETAINED = "RETAIN_ON_CANCELLATION";

  /**
   * The one job of this name that has not ended.
   *
   * @param environment where the job's options may refer to
   * @param redactor learns the secrets that the job's options refer to
   * @throws EnvironmentException if there are several, or it cannot be replaced
   */
  static Optional<RunningJob> find(
      FlinkCluster cluster, String name, Map<String, String> environment, Redactor redactor) {
    List<JobState> found =
        cluster.jobs().stream().filter(job -> job.name().equals(name) && !job.ended()).toList();
    if (found.size() > 1) {
      throw new EnvironmentException(
          "%d jobs are named [%s]: %s. End all but one, or write another --job-name."
              .formatted(found.size(), name, found.stream().map(JobState::id).toList()),
          null);
    }
    return found.stream().findFirst().map(job -> read(cluster, job, environment, redactor));
  }

  private static RunningJob read(
      FlinkCluster cluster, JobState job, Map<String, String> environment, Redactor redactor) {
    try {
      PublishedJob published =
          PublishedJob.of(cluster.parameters(job.id()), environment, redactor)
              .orElseThrow(
                  () ->
                      new EnvironmentException(
                          "Job [%s] is named [%s] but does not say that it was made by Recency. Write another --job-name, or stop that job and begin with --from SAVEPOINT."
                              .formatted(job.id(), job.name()),
                          null));
      return new RunningJob(job, published, published.definitions().plan());
    } catch (IOException e) {
      throw new EnvironmentException(
          "Job [%s] cannot be made again from here: %s".formatted(job.id(), e.getMessage()), e);
    } catch (SqlException | IllegalArgumentException e) {
      throw new EnvironmentException(
          "Job [%s] was made by another version of Recency, and this one cannot make it again: %s. Use that version, or stop the job and begin with --from SAVEPOINT."
              .formatted(job.id(), e.getMessage()),
          e);
    }
  }

  /**
   * Refuses a successor that cannot find its state in a savepoint of this job.
   *
   * @throws EnvironmentException with what to do
   */
  void requireFitFor(PublishedJob successor) {
    try {
      successor.requireFit(published);
    } catch (UnfitStateException e) {
      throw new EnvironmentException(
          "A savepoint of job [%s] would be refused: %s. The job was left as it is."
              .formatted(state.id(), e.getMessage()),
          e);
    }
  }

  /**
   * Refuses a job that cannot make a savepoint now.
   *
   * @param cluster that knows where its last checkpoint is
   * @throws EnvironmentException with what to do
   */
  void requireRunning(FlinkCluster cluster) {
    if (!state.running()) {
      throw new EnvironmentException(
          "Job [%s] is %s, so that it makes no savepoint. See recency status; once it runs, apply again%s."
              .formatted(state.id(), state.state(), withoutSavepoint(cluster)),
          null);
    }
  }

  /** Only if its checkpoints outlive it. */
  private String withoutSavepoint(FlinkCluster cluster) {
    if (!RETAINED.equals(published.settings().get(RETENTION))) {
      return ". Do not cancel it: that deletes its checkpoints";
    }
    String path =
        Steps.patiently(() -> LastState.newest(cluster, state.id()))
            .map(each -> " " + each + ", its last checkpoint")
            .orElse(" its last checkpoint");
    return ", or cancel it and apply with --from" + path;
  }
}
