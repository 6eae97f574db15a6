package dev.recency.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalClusterIT {
  private static final Map<String, String> RESTARTS =
      Map.of("restart-strategy.type", "fixed-delay", "restart-strategy.fixed-delay.attempts", "9");

  @TempDir Path directory;

  @Test
  void runsABoundedJobToItsEnd() throws Exception {
    try (LocalCluster cluster = LocalCluster.start(1, 1, Map.of(), directory)) {
      StreamExecutionEnvironment environment = cluster.environment();
      environment.fromSequence(1, 10).sinkTo(new DiscardingSink<>());
      JobID job = cluster.submit(environment);
      assertThat(cluster.result(job).get().isSuccess()).isTrue();
      assertThat(cluster.status(job)).isEqualTo(JobStatus.FINISHED);
    }
  }

  @Test
  void aJobOutlivesTheKillOfItsTaskManager() {
    try (LocalCluster cluster = LocalCluster.start(1, 1, RESTARTS, directory)) {
      StreamExecutionEnvironment environment = cluster.environment();
      environment.enableCheckpointing(Duration.ofHours(1).toMillis());
      environment
          .fromSource(endless(), WatermarkStrategy.noWatermarks(), "numbers")
          .sinkTo(new DiscardingSink<>());
      JobID job = cluster.submit(environment);
      awaitAttempt(cluster, job, 0);

      cluster.terminateTaskManager(0);
      cluster.startTaskManager();
      awaitAttempt(cluster, job, 1);
      cluster.cancel(job);
      assertThat(cluster.status(job)).isEqualTo(JobStatus.CANCELED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"my state", "100% #1"})
  void checkpointsAndSavepointsLieInTheGivenDirectoryWhateverItsName(String name)
      throws IOException {
    Path inner = Files.createDirectory(directory.resolve(name));
    String savepoint;
    try (LocalCluster cluster = LocalCluster.start(1, 1, RESTARTS, inner)) {
      JobID job = cluster.submit(counting(cluster.environment()));
      awaitAttempt(cluster, job, 0);
      cluster.checkpoint(job);
      assertThat(inner.resolve("flink-checkpoints")).isNotEmptyDirectory();
      savepoint = cluster.stopWithSavepoint(job, inner.resolve("savepoints"));
      assertThat(inner.resolve("savepoints")).isNotEmptyDirectory();
    }
    try (LocalCluster cluster = LocalCluster.start(1, 1, RESTARTS, inner)) {
      JobID job = cluster.submit(counting(cluster.environment(Optional.of(savepoint))));
      awaitAttempt(cluster, job, 0);
      cluster.cancel(job);
    }
    try (Stream<Path> entries = Files.list(directory)) {
      assertThat(entries).containsExactly(inner);
    }
  }

  private static StreamExecutionEnvironment counting(StreamExecutionEnvironment environment) {
    environment.enableCheckpointing(Duration.ofHours(1).toMillis());
    environment
        .fromSource(endless(), WatermarkStrategy.noWatermarks(), "numbers")
        .uid("numbers")
        .sinkTo(new DiscardingSink<>())
        .uid("discard");
    return environment;
  }

  private static DataGeneratorSource<Long> endless() {
    return new DataGeneratorSource<>(
        number -> number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(100), Types.LONG);
  }

  /** Waits until all tasks run, each in the attempt of this number. */
  private static void awaitAttempt(LocalCluster cluster, JobID job, int attempt) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        cluster
                            .miniCluster()
                            .getArchivedExecutionGraph(job)
                            .get()
                            .getAllExecutionVertices())
                    .isNotEmpty()
                    .allSatisfy(
                        vertex -> {
                          assertThat(vertex.getExecutionState()).isEqualTo(ExecutionState.RUNNING);
                          assertThat(vertex.getCurrentExecutionAttempt().getAttemptNumber())
                              .isEqualTo(attempt);
                        }));
  }
}
