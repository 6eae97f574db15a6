package dev.recency.cli.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.JobState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where the state of the last job of a name lies, as far as the cluster remembers the job.
 *
 * @param path of a savepoint or checkpoint
 */
record LastState(JobState job, String path) {
  /** A savepoint is the end of a job that was stopped; what it began with, if it got no further. */
  private static final List<String> NEWEST_FIRST = List.of("savepoint", "completed", "restored");

  /** That of the job of this name that was submitted last; all of them have ended. */
  static Optional<LastState> of(FlinkCluster cluster, String name) {
    return cluster.jobs().stream()
        .filter(job -> job.name().equals(name))
        .max(Comparator.comparingLong(JobState::startMillis))
        .flatMap(job -> path(cluster, job).map(path -> new LastState(job, path)));
  }

  private static Optional<String> path(FlinkCluster cluster, JobState job) {
    JsonNode latest = cluster.checkpoints(job.id()).path("latest");
    return NEWEST_FIRST.stream()
        .map(kind -> latest.path(kind).path("external_path").asText(""))
        .filter(path -> path.contains("/"))
        .findFirst();
  }
}
