package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.format.RawRecord;
import dev.recency.local.LocalCluster;
import dev.recency.operator.ClockOptions;
import dev.recency.simulator.Simulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job that is stopped with a savepoint goes on at another parallelism and state backend. */
final class SavepointIT {
  private static final int PER_STAGE = 600;
  private static final int PARTITIONS = 3;
  private static final long START = 1_700_000_000_000L;
  private static final String NAME = "savepoint";

  /** How a stage runs. */
  private record Stage(int parallelism, String backend) {}

  private static final List<Stage> STAGES =
      List.of(new Stage(1, "hashmap"), new Stage(3, "rocksdb"), new Stage(2, "hashmap"));

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @TempDir private Path directory;

  private static final Definitions DEFINITIONS =
      Definitions.of(
          "savepoint.sql",
          """
          CREATE STREAM votes (song STRING KEY, stars INT)
            WITH (KAFKA_TOPIC='savepoint-votes', VALUE_FORMAT='JSON', PARTITIONS=%d);
          CREATE TABLE perSong WITH (KAFKA_TOPIC='savepoint-per-song', PARTITIONS=1) AS
            SELECT song, COUNT(*) AS votes FROM votes GROUP BY song EMIT CHANGES;
          CREATE TABLE recent WITH (KAFKA_TOPIC='savepoint-recent', PARTITIONS=1) AS
            SELECT song, SUM(stars) AS stars FROM votes
            WINDOW SLIDING (SIZE 100 MILLISECONDS) GROUP BY song EMIT FINAL;
          """
              .formatted(PARTITIONS));

  private static String vote(int number) {
    return "{\"topic\":\"savepoint-votes\",\"partition\":%d,\"key\":\"s%d\",\"value\":{\"stars\":1},\"timestamp\":%d}"
        .formatted(number % 29 % PARTITIONS, number % 29, START + number);
  }

  @Test
  void countsGoOnThroughSavepointsRescalingAndAnotherBackend() throws Exception {
    LocalCluster cluster = RUNTIME.cluster();
    JobOptions options = RUNTIME.options(NAME).withDelivery(Delivery.EXACTLY_ONCE);
    List<String> expected = new ArrayList<>();
    Map<Integer, Integer> counts = new HashMap<>();
    Optional<String> savepoint = Optional.empty();
    for (int stage = 0; stage < STAGES.size(); stage++) {
      int first = stage * PER_STAGE;
      IntStream.range(first, first + PER_STAGE)
          .forEach(
              number -> {
                int count = counts.merge(number % 29, 1, Integer::sum);
                expected.add(
                    "s%d {\"VOTES\":%d} @%d".formatted(number % 29, count, START + number));
              });
      try (TestJob job = TestJob.of(RUNTIME, options, DEFINITIONS)) {
        job.load(IntStream.range(first, first + PER_STAGE).mapToObj(SavepointIT::vote).iterator());
        job.start(environment(cluster, STAGES.get(stage), savepoint));
        List<String> actual = Verdict.texts(job.await("savepoint-per-song", expected.size()));
        assertThat(Verdict.differences(expected, actual)).as("stage %d", stage).isEmpty();
        checkRecent(job, first + PER_STAGE);
        savepoint = Optional.of(job.stopWithSavepoint(directory));
      }
    }
  }

  /** Final rows do not tell that there was a savepoint: keys, timers and clocks went on. */
  private static void checkRecent(TestJob job, int votes) {
    List<String> expected = new ArrayList<>();
    Simulator simulator =
        new Simulator(
            job.plan(),
            ClockOptions.DEFAULT,
            command -> {
              if (command.topic().equals("savepoint-recent")) {
                expected.add(
                    Verdict.text(command.key(), command.value(), command.timestampMillis()));
              }
            });
    simulator.partitions("savepoint-votes", PARTITIONS);
    for (int number = 0; number < votes; number++) {
      simulator.process(
          new RawRecord(
              "savepoint-votes",
              number % 29 % PARTITIONS,
              number,
              START + number,
              ("s" + number % 29).getBytes(StandardCharsets.UTF_8),
              "{\"stars\":1}".getBytes(StandardCharsets.UTF_8),
              List.of()));
    }
    List<String> actual = Verdict.texts(job.await("savepoint-recent", expected.size()));
    assertThat(Verdict.byKey(actual)).hasSize(29).isEqualTo(Verdict.byKey(expected));
  }

  private static StreamExecutionEnvironment environment(
      LocalCluster cluster, Stage stage, Optional<String> savepoint) {
    StreamExecutionEnvironment environment = cluster.environment(savepoint);
    environment.configure(Configuration.fromMap(Map.of("state.backend.type", stage.backend())));
    environment.setParallelism(stage.parallelism());
    return environment;
  }
}
