package dev.recency.flink;

import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.jspecify.annotations.Nullable;

/**
 * The balance of a statement over all operators and subtasks of a job.
 *
 * @param checkpoints of which the parts are; of more than one they do not add up
 * @param parts per operator, subtask and partition
 */
record CheckpointBalance(Set<Long> checkpoints, List<Long> parts) {
  static CheckpointBalance of(InMemoryReporter reporter, JobID job, String statement) {
    Set<Long> checkpoints = new TreeSet<>();
    List<Long> parts = new ArrayList<>();
    for (LatestMetrics.Group group : LatestMetrics.of(reporter, job, statement)) {
      add(checkpoints, group.metrics().get("balanceCheckpoint"));
      add(parts, group.metrics().get("balance"));
    }
    return new CheckpointBalance(checkpoints, parts);
  }

  /** Waits until the parts are of one checkpoint and add up to 0. */
  static CheckpointBalance awaitZero(SharedRuntime runtime, TestJob job, String statement) {
    return await()
        .atMost(TestJob.PATIENCE)
        .until(
            () -> of(runtime.metrics(), job.id(), statement),
            balance ->
                balance.checkpoints().size() == 1
                    && !balance.parts().isEmpty()
                    && balance.sum() == 0);
  }

  private static void add(Collection<Long> values, @Nullable Metric metric) {
    if (metric instanceof Gauge<?> gauge) {
      values.add((Long) gauge.getValue());
    }
  }

  long sum() {
    return parts.stream().mapToLong(Long::longValue).sum();
  }

  /** The same without what one operator has counted of one partition. */
  long sumWithoutOne() {
    return sum() - parts.stream().filter(part -> part != 0).findFirst().orElse(0L);
  }
}
