package dev.recency.flink;

import dev.recency.local.LocalCluster;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exactly-once delivery under faults: {@code read_committed} readers see what they would see without
 * them, no transaction stays open, and all tasks run again within 30 seconds.
 */
final class FaultsIT {
  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @TempDir private Path directory;

  @Test
  void commitsOnceWhenATaskFailsAtAnyElement() throws Exception {
    try (FaultJob sales = FaultJob.of(RUNTIME, "fault-element")) {
      sales.start();
      for (int passing : new int[] {0, 17}) {
        sales.failAt(FaultPoint.ELEMENT, passing, 300);
      }
      sales.check();
    }
  }

  @Test
  void commitsOnceWhenFailingBetweenSnapshotAndNotify() throws Exception {
    try (FaultJob sales = FaultJob.of(RUNTIME, "fault-notify")) {
      sales.start();
      sales.failAt(FaultPoint.BEFORE_COMMIT, 0, 300);
      sales.load(300);
      sales.check();
    }
  }

  @Test
  void commitsOnceWhenACommitIsDoneAndNotKnownToTheJob() throws Exception {
    try (FaultJob sales = FaultJob.of(RUNTIME, "fault-commit")) {
      sales.start();
      sales.failAt(FaultPoint.AFTER_COMMIT, 0, 300);
      sales.load(300);
      sales.check();
    }
  }

  @Test
  void commitsOnceWhenTheBrokerRestartsInATransaction() throws Exception {
    try (FaultJob sales = FaultJob.of(RUNTIME, "fault-broker")) {
      sales.start();
      sales.load(300);
      RUNTIME.kafka().stop();
      RUNTIME.kafka().start();
      sales.load(300);
      sales.check();
    }
  }

  @Test
  void commitsOnceThroughASavepointAndRescalingFromOneToThreeToTwo() throws Exception {
    try (FaultJob sales = FaultJob.of(RUNTIME, "fault-rescale")) {
      sales.load(300);
      sales.start(scaled(1, "hashmap", Optional.empty()));
      for (int parallelism : new int[] {3, 2}) {
        sales.load(300);
        sales.checkpoint();
        sales.load(100);
        String savepoint = sales.job().stopWithSavepoint(directory);
        String backend = parallelism == 3 ? "rocksdb" : "hashmap";
        sales.load(300);
        sales.startAgain(sales.options(), scaled(parallelism, backend, Optional.of(savepoint)));
      }
      sales.check();
    }
  }

  @Test
  void commitsOnceWhenATaskManagerIsKilled() throws Exception {
    Map<String, String> settings =
        Map.of(
            "parallelism.default", "2",
            "execution.checkpointing.interval", "500 ms",
            "restart-strategy.type", "fixed-delay",
            "restart-strategy.fixed-delay.attempts", "20",
            "restart-strategy.fixed-delay.delay", "200 ms");
    try (LocalCluster cluster = LocalCluster.start(2, 1, settings, directory);
        FaultJob sales = FaultJob.of(RUNTIME, cluster, "fault-killed")) {
      sales.start();
      sales.load(300);
      int before = sales.attempts();
      cluster.terminateTaskManager(0);
      cluster.startTaskManager();
      sales.load(300);
      sales.awaitRecovery(before);
      sales.check();
    }
  }

  private static StreamExecutionEnvironment scaled(
      int parallelism, String backend, Optional<String> savepoint) {
    StreamExecutionEnvironment environment = RUNTIME.cluster().environment(savepoint);
    environment.configure(Configuration.fromMap(Map.of("state.backend.type", backend)));
    environment.setParallelism(parallelism);
    return environment;
  }

  @Test
  void commitsOnceWhenHalfOfAllEventsAreOfOneKey() throws Exception {
    try (FaultJob sales = FaultJob.withHotShop(RUNTIME, "fault-hot", 50)) {
      sales.start();
      sales.failAt(FaultPoint.ELEMENT, 5, 600);
      sales.check();
    }
  }
}
