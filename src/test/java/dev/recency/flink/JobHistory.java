package dev.recency.flink;

import dev.recency.local.LocalCluster;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;

/** What a cluster remembers of the failures and checkpoints of a job. */
record JobHistory(LocalCluster cluster, JobID job) {
  private AccessExecutionGraph graph() {
    try {
      return cluster.miniCluster().getArchivedExecutionGraph(job).get();
    } catch (Exception e) {
      throw new IllegalStateException("Flink does not tell of job [" + job + "]", e);
    }
  }

  /** How often tasks have been started again, over all tasks. */
  int attempts() {
    return StreamSupport.stream(graph().getAllExecutionVertices().spliterator(), false)
        .mapToInt(vertex -> vertex.getCurrentExecutionAttempt().getAttemptNumber())
        .sum();
  }

  /** Why a task failed last, with all causes. */
  String failure() {
    return Objects.requireNonNull(graph().getFailureInfo()).getExceptionAsString();
  }

  /** Where the last completed checkpoint is. */
  String lastCheckpoint() {
    return Objects.requireNonNull(statistics().getHistory().getLatestCompletedCheckpoint())
        .getExternalPath();
  }

  /** How many checkpoints have failed. */
  long failedCheckpoints() {
    return statistics().getCounts().getNumberOfFailedCheckpoints();
  }

  private CheckpointStatsSnapshot statistics() {
    return Objects.requireNonNull(graph().getCheckpointStatsSnapshot());
  }
}
