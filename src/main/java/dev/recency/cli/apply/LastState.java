package dev.recency.cli.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.JobState;
import dev.recency.cli.rest.StoredState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where the state of the last job of a name lies, as far as the cluster remembers the job.
 *
 * @param path of a savepoint or checkpoint
 */
record LastState(JobState job, String path) {
  /** Also what it began with, if it got no further. */
  private static final List<String> KINDS = List.of("savepoint", "completed", "restored");

  /** That of the newest job of this name that has any; all of them have ended. */
  static Optional<LastState> of(FlinkCluster cluster, String name) {
    return cluster.jobs().stream()
        .filter(job -> job.name().equals(name))
        .sorted(Comparator.comparingLong(JobState::startMillis).reversed())
        .flatMap(job -> newest(cluster, job.id()).map(path -> new LastState(job, path)).stream())
        .findFirst();
  }

  /** The path of the newest savepoint or checkpoint of a job. */
  static Optional<String> newest(FlinkCluster cluster, String job) {
    JsonNode latest = cluster.checkpoints(job).path("latest");
    return KINDS.stream()
        .flatMap(kind -> StoredState.of(latest.path(kind)).stream())
        .max(Comparator.comparingLong(StoredState::id))
        .map(StoredState::path);
  }
}
