package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.local.LocalCluster;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Records that are deleted while a job is down are missed aloud. */
final class RetentionIT {
  private static final int PER_ROUND = 10;

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @TempDir private Path directory;

  private static Iterator<String> round(int round) {
    return IntStream.range(round * PER_ROUND, (round + 1) * PER_ROUND)
        .mapToObj(
            number ->
                "{\"topic\":\"retention-letters\",\"key\":null,\"value\":{\"number\":%d}}"
                    .formatted(number))
        .iterator();
  }

  @Test
  void aJobThatMissedRecordsFailsAndSaysWhich() throws Exception {
    Definitions definitions =
        Definitions.of(
            "retention.sql",
            """
            CREATE STREAM letters (number INT)
              WITH (KAFKA_TOPIC='retention-letters', VALUE_FORMAT='JSON', PARTITIONS=1);
            CREATE STREAM read WITH (KAFKA_TOPIC='retention-read', PARTITIONS=1) AS
              SELECT number FROM letters EMIT CHANGES;
            """);
    JobOptions options = RUNTIME.options("retention");
    LocalCluster cluster = RUNTIME.cluster();
    try (TestJob job = TestJob.of(RUNTIME, options, definitions)) {
      job.load(round(0));
      job.start();
      job.await("retention-read", PER_ROUND);
      String savepoint = job.stopWithSavepoint(directory);
      job.load(round(1));
      deleteAll();
      StreamExecutionEnvironment once = cluster.environment(Optional.of(savepoint));
      once.configure(Configuration.fromMap(Map.of("restart-strategy.type", "none")));
      job.start(once);
      Throwable failure =
          cluster
              .result(job.id())
              .get(TestJob.PATIENCE.toSeconds(), TimeUnit.SECONDS)
              .getSerializedThrowable()
              .orElseThrow()
              .deserializeError(getClass().getClassLoader());
      assertThat(failure).rootCause().hasMessageContaining("retention-letters-0");
      assertThat(failure).hasStackTraceContaining("deleted by retention");
      assertThat(job.committed("retention-read")).as("nothing is passed over").hasSize(PER_ROUND);
    }
  }

  private static void deleteAll() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", RUNTIME.bootstrapServers()))) {
      RecordsToDelete all = RecordsToDelete.beforeOffset(2L * PER_ROUND);
      admin.deleteRecords(Map.of(new TopicPartition("retention-letters", 0), all)).all().get();
    }
  }
}
