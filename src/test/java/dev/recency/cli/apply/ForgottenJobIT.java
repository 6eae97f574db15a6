package dev.recency.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recency.cli.Cli;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.JobState;
import dev.recency.flink.CommittedOffsets;
import dev.recency.flink.JobOptions;
import dev.recency.flink.SharedRuntime;
import dev.recency.local.LocalCluster;
import dev.recency.local.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that knows nothing of a job any more, as after a restart of its JobManager. */
final class ForgottenJobIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String SQL =
      """
      CREATE STREAM calls (shop STRING KEY, n INT)
        WITH (KAFKA_TOPIC='forgotten-calls', VALUE_FORMAT='JSON', PARTITIONS=2);
      CREATE TABLE counts WITH (KAFKA_TOPIC='forgotten-counts', PARTITIONS=1) AS
        SELECT shop, COUNT(*) AS n FROM calls GROUP BY shop EMIT CHANGES;
      """;

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @TempDir private Path directory;

  /** One that answers. */
  private LocalCluster cluster(String name) {
    LocalCluster cluster =
        LocalCluster.start(
            1, 1, Map.of("execution.checkpointing.interval", "200 ms"), directory.resolve(name));
    await().atMost(LIMIT).ignoreExceptions().until(() -> jobs(cluster).isEmpty());
    return cluster;
  }

  private Cli apply(LocalCluster cluster, String... more) throws IOException {
    Path jar = directory.resolve("empty.jar");
    try (JarOutputStream empty = new JarOutputStream(Files.newOutputStream(jar))) {
      empty.finish();
    }
    Path file = Files.writeString(directory.resolve("features.sql"), SQL);
    List<String> arguments = new ArrayList<>(List.of("apply", file.toString()));
    arguments.addAll(List.of("--flink", cluster.restAddress(), "--job-name", "forgotten"));
    arguments.addAll(List.of("--bootstrap-servers", RUNTIME.bootstrapServers()));
    arguments.addAll(List.of("--dead-letter-topic", "forgotten-dead-letters"));
    arguments.addAll(List.of("--job-jar", jar.toString(), "--yes"));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray(String[]::new));
  }

  private static List<JobState> jobs(LocalCluster cluster) {
    return FlinkCluster.at(cluster.restAddress()).jobs();
  }

  private static void load() {
    try (Topics topics = Topics.of(RUNTIME.bootstrapServers())) {
      topics.load(
          IntStream.range(0, 10).iterator(),
          n ->
              new ProducerRecord<>(
                  "forgotten-calls",
                  n % 2,
                  1_700_000_000_000L + n,
                  ("s" + n).getBytes(StandardCharsets.UTF_8),
                  "{\"n\":1}".getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void isNotBegunAnewUnlessThatIsSaid() throws IOException {
    try (LocalCluster cluster = cluster("before")) {
      Cli first = apply(cluster);
      assertThat(first.code()).as(first.err()).isZero();
      load();
      CommittedOffsets offsets =
          new CommittedOffsets(JobOptions.of(RUNTIME.bootstrapServers()).withJobName("forgotten"));
      await().atMost(LIMIT).until(() -> Map.of("forgotten-calls", 2).equals(offsets.topics()));
    }
    try (LocalCluster cluster = cluster("after")) {
      for (String[] more : List.of(new String[0], new String[] {"--dry-run"})) {
        Cli refused = apply(cluster, more);
        assertThat(refused.code()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err())
            .startsWith(
                "recency: a job named [forgotten] has read topics [forgotten-calls] before, as its"
                    + " offsets in Kafka tell, but the cluster does not remember it: write --from"
                    + " PATH of its last savepoint or checkpoint to go on from it, or --from scratch");
        assertThat(refused.out()).isEmpty();
      }
      assertThat(jobs(cluster)).isEmpty();

      // Nothing else refused it.
      Cli anew = apply(cluster, "--from", "scratch");
      assertThat(anew.code()).as(anew.err()).isZero();
      assertThat(jobs(cluster)).hasSize(1);
    }
  }
}
