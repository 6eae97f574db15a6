package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recency.flink.verdict.OpenTransactions;
import dev.recency.local.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The rarer faults, with the same verdict. */
@Tag("nightly")
final class NightlyFaultsIT {
  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @TempDir private Path directory;

  private LocalCluster cluster(Map<String, String> changes) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "parallelism.default", "2",
                "execution.checkpointing.interval", "300 ms",
                "restart-strategy.type", "fixed-delay",
                "restart-strategy.fixed-delay.attempts", "100",
                "restart-strategy.fixed-delay.delay", "100 ms"));
    settings.putAll(changes);
    return LocalCluster.start(2, 1, settings, directory);
  }

  private static StreamExecutionEnvironment with(Map<String, String> settings) {
    StreamExecutionEnvironment environment = RUNTIME.cluster().environment();
    environment.configure(Configuration.fromMap(settings));
    return environment;
  }

  @Test
  void commitsOnceWhenRestoringFailsTwice() throws Exception {
    try (FaultJob sales = FaultJob.of(RUNTIME, "fault-restore")) {
      sales.start();
      int before = sales.attempts();
      FaultPoint.RESTORE.fail(2);
      FaultPoint.ELEMENT.fail(1);
      sales.load(300);
      sales.awaitFailure(FaultPoint.RESTORE, before);
      sales.load(300);
      sales.check();
    }
  }

  @Test
  void commitsOnceWhenAllTaskManagersAreKilledAgainAndAgain() throws Exception {
    try (LocalCluster cluster = cluster(Map.of());
        FaultJob sales = FaultJob.of(RUNTIME, cluster, "fault-all-killed")) {
      sales.start();
      for (int burst = 0; burst < 3; burst++) {
        sales.load(300);
        int before = sales.attempts();
        cluster.terminateTaskManager(2 * burst);
        cluster.terminateTaskManager(2 * burst + 1);
        cluster.startTaskManager();
        cluster.startTaskManager();
        sales.awaitRecovery(before);
        sales.checkpoint();
      }
      sales.check();
    }
  }

  @Test
  void commitsOnceWhenTheJobManagerFailsOver() throws Exception {
    String type = LeadershipControl.class.getName();
    try (LocalCluster cluster = cluster(Map.of("high-availability.type", type));
        FaultJob sales = FaultJob.of(RUNTIME, cluster, "fault-leader")) {
      sales.start();
      for (int failover = 0; failover < 2; failover++) {
        sales.load(300);
        LeadershipControl.failOver(sales.job().id());
        sales.job().awaitRunning();
        sales.checkpoint();
      }
      sales.check();
    }
  }

  /** What the first job wrote was never committed, and its transactions are the second's to end. */
  @Test
  void commitsOnceWhenScaledInBeforeTheFirstCheckpoint() throws Exception {
    String name = "fault-scale-in";
    try (FaultJob sales = FaultJob.of(RUNTIME, name)) {
      sales.load(300);
      StreamExecutionEnvironment wide =
          TestJob.withoutCheckpoints(RUNTIME.cluster().environment(), Duration.ofMinutes(1));
      wide.setParallelism(3);
      sales.start(wide);
      await()
          .atMost(TestJob.PATIENCE)
          .until(() -> OpenTransactions.of(RUNTIME.bootstrapServers(), name).size() > 2);
      sales.job().close();
      StreamExecutionEnvironment narrow = with(Map.of());
      narrow.setParallelism(1);
      sales.startAgain(sales.options(), narrow);
      sales.load(300);
      sales.check();
    }
  }

  @Test
  void commitsOnceWhenFiveCheckpointsFailAndThenOneDoesNot() throws Exception {
    try (FaultJob sales = FaultJob.of(RUNTIME, "fault-five")) {
      sales.load(300);
      sales.start(with(Map.of("execution.checkpointing.tolerable-failed-checkpoints", "10")));
      sales.checkpoint();
      FaultPoint.SNAPSHOT.fail(5);
      sales.load(300);
      await().atMost(TestJob.PATIENCE).until(() -> !FaultPoint.SNAPSHOT.pending());
      sales.load(300);
      sales.check();
    }
  }

  @Test
  void commitsOnceWhenCheckpointsOverlapAndATaskFails() throws Exception {
    try (FaultJob sales = FaultJob.of(RUNTIME, "fault-overlap")) {
      sales.load(300);
      sales.start(
          with(
              Map.of(
                  "execution.checkpointing.interval", "20 ms",
                  "execution.checkpointing.max-concurrent-checkpoints", "4")));
      for (int failure = 0; failure < 3; failure++) {
        sales.load(300);
        sales.failAt(FaultPoint.ELEMENT, 40, 300);
      }
      sales.check();
    }
  }

  /** Nothing is there now. */
  private static Path emptied(Path folder) throws IOException {
    FileUtils.deleteFileOrDirectory(folder.toFile());
    return folder;
  }

  /** A file stands where the checkpoints' folder was: none can be written, and then again. */
  @Test
  void commitsOnceWhenTheCheckpointFolderIsNotWritableForAWhile() throws Exception {
    try (LocalCluster cluster =
            cluster(Map.of("execution.checkpointing.tolerable-failed-checkpoints", "1000"));
        FaultJob sales = FaultJob.of(RUNTIME, cluster, "fault-folder")) {
      sales.start();
      Path folder = directory.resolve("flink-checkpoints");
      Path away = directory.resolve("away");
      Files.move(folder, away);
      await()
          .atMost(TestJob.PATIENCE)
          .ignoreExceptionsInstanceOf(IOException.class) // a checkpoint may make it again
          .untilAsserted(() -> Files.createFile(emptied(folder)));
      long failedBefore = sales.history().failedCheckpoints();
      sales.load(300);
      await()
          .atMost(TestJob.PATIENCE)
          .until(() -> sales.history().failedCheckpoints() > failedBefore + 3);
      Files.delete(folder);
      await()
          .atMost(TestJob.PATIENCE)
          .ignoreExceptionsInstanceOf(IOException.class)
          .untilAsserted(() -> Files.move(away, emptied(folder)));
      sales.load(300);
      sales.check();
    }
  }

  @Test
  void readsPartitionsThatAreAddedWhileItRuns() throws Exception {
    String name = "fault-partitions";
    JobOptions options =
        RUNTIME
            .options(name)
            .withDelivery(Delivery.EXACTLY_ONCE)
            .withKafka(Map.of("partition.discovery.interval.ms", "500"), Map.of());
    try (FaultJob sales = FaultJob.of(RUNTIME, RUNTIME.cluster(), options);
        Admin admin = RUNTIME.kafka().admin()) {
      sales.start();
      int more = FaultJob.PARTITIONS + 1;
      admin.createPartitions(Map.of(name + "-sales", NewPartitions.increaseTo(more))).all().get();
      int before = sales.job().committed(name + "-commands").size();
      sales.loadNewPartition(100);
      sales.job().await(name + "-commands", before + 100);
      sales.load(300);
      sales.check();
      assertThat(sales.attempts()).isZero();
    }
  }

  /** The job fails for as long as the topic takes no record of that size, and then goes on. */
  @Test
  void commitsOnceWhenATopicTakesNoRecordOfThatSizeForAWhile() throws Exception {
    String name = "fault-size";
    try (FaultJob sales = FaultJob.of(RUNTIME, name)) {
      sales.start();
      limitRecords(name + "-commands", 100);
      int before = sales.attempts();
      sales.load(300);
      await().atMost(TestJob.PATIENCE).until(() -> sales.attempts() > before);
      assertThat(sales.history().failure()).contains("RecordTooLargeException");
      limitRecords(name + "-commands", 1 << 20);
      sales.job().awaitRunning();
      sales.load(300);
      sales.check();
    }
  }

  private static void limitRecords(String topic, int bytes) throws Exception {
    ConfigEntry limit = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
    try (Admin admin = RUNTIME.kafka().admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }
}
