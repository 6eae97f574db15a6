package dev.recency.cli.apply;

import dev.recency.cli.rest.FlinkCluster;
import dev.recency.flink.CommittedOffsets;
import dev.recency.flink.JobOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Whether a job that runs nowhere may begin without state: only if none of its name has left any.
 * The cluster remembers jobs that have ended for a while, and none after a restart of its
 * JobManager; Kafka remembers longer that there was one.
 */
final class FirstOfItsName {
  private FirstOfItsName() {}

  /**
   * Refuses to begin where there may be something to go on from.
   *
   * @param cluster where no job of this name runs
   * @throws IllegalArgumentException with what to write instead
   * @throws IOException if Kafka does not tell; says what to do
   */
  static void require(FlinkCluster cluster, JobOptions options) throws IOException {
    Optional<LastState> last = LastState.of(cluster, options.jobName());
    if (last.isPresent()) {
      throw new IllegalArgumentException(
          "job [%s] of this name is %s and left state: write --from %s to go on from it, or --from %s"
              .formatted(
                  last.get().job().id(),
                  last.get().job().state(),
                  last.get().path(),
                  ApplyOptions.SCRATCH));
    }
    SortedMap<String, Integer> read = new CommittedOffsets(options).topics();
    if (!read.isEmpty()) {
      throw new IllegalArgumentException(
          "a job named [%s] has read topics %s before, as its offsets in Kafka tell, but the cluster does not remember it: write --from PATH of its last savepoint or checkpoint to go on from it, or --from %s to read them again from the beginning without state"
              .formatted(options.jobName(), read.keySet(), ApplyOptions.SCRATCH));
    }
  }
}
