package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.format.WindowedKey;
import dev.recency.operator.ClockOptions;
import dev.recency.operator.Seeds;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.Query;
import dev.recency.simulator.Simulator;
import dev.recency.simulator.StatementCounts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * TUMBLING, HOPPING and SESSION in both EMIT modes over four partitions: whole jobs give what the
 * simulator gives, for each key in its order.
 */
final class TimeWindowsIT {
  private static final int PARTITIONS = 4;
  private static final int SINK_PARTITIONS = 3;
  private static final int KEYS = 11;
  private static final int RECORDS = 1_200;
  private static final long START = 1_700_000_000_000L;

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @TempDir private Path directory;

  private static final Map<String, String> WINDOWS =
      Map.of(
          "TUMBLING", "TUMBLING (SIZE 500 MILLISECONDS, GRACE PERIOD 300 MILLISECONDS)",
          "HOPPING",
              "HOPPING (SIZE 600 MILLISECONDS, ADVANCE BY 250 MILLISECONDS, GRACE PERIOD 200"
                  + " MILLISECONDS)",
          "SESSION", "SESSION (90 MILLISECONDS, GRACE PERIOD 100 MILLISECONDS)");

  private static final List<String> EMITS = List.of("CHANGES", "FINAL");

  private static Definitions definitions(String name) {
    StringBuilder sql =
        new StringBuilder(
            """
            CREATE STREAM clicks (userId STRING KEY, price BIGINT)
              WITH (KAFKA_TOPIC='%s-clicks', VALUE_FORMAT='JSON', PARTITIONS=%d);
            """
                .formatted(name, PARTITIONS));
    for (String kind : WINDOWS.keySet()) {
      for (String emit : EMITS) {
        sql.append(
            """
            CREATE TABLE %1$s_%2$s WITH (KAFKA_TOPIC='%3$s-%1$s-%2$s', PARTITIONS=%4$d) AS
              SELECT userId, COUNT(*) AS clicks, SUM(price) AS price, WINDOWEND AS until FROM clicks
              WINDOW %5$s WHERE price <> 3 GROUP BY userId EMIT %2$s;
            """
                .formatted(kind, emit, name, SINK_PARTITIONS, WINDOWS.get(kind)));
      }
    }
    return Definitions.of(name, sql.toString());
  }

  private static List<String> topics(String name) {
    return WINDOWS.keySet().stream()
        .flatMap(kind -> EMITS.stream().map(emit -> name + "-" + kind + "-" + emit))
        .toList();
  }

  /** Each key is in one partition; event times are up to a second before their place in it. */
  private static List<RawRecord> records(String name, Random random) {
    List<RawRecord> records = new ArrayList<>();
    long[] offsets = new long[PARTITIONS];
    for (int i = 0; i < RECORDS; i++) {
      int key = random.nextInt(KEYS);
      int partition = key % PARTITIONS;
      long late = random.nextInt(4) == 0 ? random.nextInt(1_000) : random.nextInt(60);
      String value = "{\"price\":%d}".formatted(random.nextInt(6));
      records.add(
          new RawRecord(
              name + "-clicks",
              partition,
              offsets[partition]++,
              START + 20L * i - late,
              random.nextInt(40) == 0 ? null : utf8("u" + key),
              utf8(value),
              List.of()));
    }
    return records;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String line(RawRecord record) {
    byte[] key = record.key();
    byte[] value = record.value();
    return "{\"topic\":\"%s\",\"partition\":%d,\"key\":%s,\"value\":%s,\"timestamp\":%d}"
        .formatted(
            record.topic(),
            record.partition(),
            key == null ? "null" : "\"" + new String(key, StandardCharsets.UTF_8) + "\"",
            value == null ? "null" : new String(value, StandardCharsets.UTF_8),
            record.timestampMillis());
  }

  /** The order in which a replay merges partitions: the earliest of their next records. */
  private static List<RawRecord> merged(List<RawRecord> records) {
    List<List<RawRecord>> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(
                partition ->
                    (List<RawRecord>)
                        new ArrayList<>(
                            records.stream()
                                .filter(record -> record.partition() == partition)
                                .toList()))
            .toList();
    List<RawRecord> merged = new ArrayList<>();
    while (merged.size() < records.size()) {
      merged.add(
          partitions.stream()
              .filter(partition -> !partition.isEmpty())
              .min(
                  Comparator.comparingLong(
                      (List<RawRecord> partition) -> partition.get(0).timestampMillis()))
              .orElseThrow()
              .remove(0));
    }
    return merged;
  }

  private static String text(byte @Nullable [] key, byte @Nullable [] value, long timestamp) {
    return (key == null ? "null" : HexFormat.of().formatHex(key))
        + " "
        + (value == null ? "null" : new String(value, StandardCharsets.UTF_8))
        + " @"
        + timestamp;
  }

  /** Rows by the key without its window. */
  private static Map<String, List<String>> byKey(List<String> texts, KeyWindow window) {
    return texts.stream()
        .collect(
            Collectors.groupingBy(
                text -> text.substring(0, text.indexOf(' ') - 2 * window.bytes())));
  }

  private static KeyWindow window(TestJob job, String topic) {
    return job.plan().queries().stream()
        .map(Query::sink)
        .filter(sink -> sink.serialization().topic().equals(topic))
        .findFirst()
        .flatMap(sink -> sink.keyWindow())
        .orElseThrow();
  }

  private static void checkTopic(
      TestJob job, String topic, List<CommandRecord> simulated, String place) {
    KeyWindow window = window(job, topic);
    List<String> expected =
        simulated.stream()
            .filter(command -> command.topic().equals(topic))
            .map(command -> text(command.key(), command.value(), command.timestampMillis()))
            .toList();
    List<ConsumerRecord<byte[], byte[]>> actual = job.await(topic, expected.size());
    assertThat(
            byKey(
                actual.stream()
                    .map(each -> text(each.key(), each.value(), each.timestamp()))
                    .toList(),
                window))
        .as("rows of each key of %s in their order, %s", topic, place)
        .isEqualTo(byKey(expected, window));
    for (ConsumerRecord<byte[], byte[]> each : actual) {
      byte[] inner = WindowedKey.inner(each.key(), window);
      assertThat(each.partition())
          .as("all windows of a key are in the partition of the key")
          .isEqualTo(Utils.toPositive(Utils.murmur2(inner)) % SINK_PARTITIONS);
    }
  }

  private static Simulator simulator(TestJob job, List<CommandRecord> simulated) {
    Simulator simulator = new Simulator(job.plan(), ClockOptions.DEFAULT, simulated::add);
    simulator.partitions(job.options().jobName() + "-clicks", PARTITIONS);
    return simulator;
  }

  @Test
  void aReplayGivesWhatTheSimulatorGivesAndNothingIsLost() throws Exception {
    String name = "windows-replay";
    long seed = Seeds.of("TimeWindowsIT", 1).findFirst().orElseThrow();
    List<RawRecord> records = records(name, new Random(seed));
    JobOptions options = RUNTIME.options(name).withMode(new RunMode.Replay(OptionalLong.empty()));
    try (TestJob job = TestJob.of(RUNTIME, options, definitions(name))) {
      job.load(records.stream().map(TimeWindowsIT::line).iterator());
      job.start();
      job.finish();
      List<CommandRecord> simulated = new ArrayList<>();
      Simulator simulator = simulator(job, simulated);
      merged(records).forEach(simulator::process);
      simulator.end();
      for (String topic : topics(name)) {
        checkTopic(job, topic, simulated, "-Dseed=%d".formatted(seed));
      }
      assertThat(job.committed(options.deadLetterTopic()))
          .hasSameSizeAs(
              simulated.stream()
                  .filter(each -> each.topic().equals(Simulator.DEAD_LETTER_TOPIC))
                  .toList());
      for (Query query : job.plan().queries()) {
        checkCounts(job, simulator, query.id());
      }
    }
  }

  /** Promise: read = accepted + filtered + late + rejected, as the simulator has it. */
  private static void checkCounts(TestJob job, Simulator simulator, String statement) {
    long late = 0;
    for (int partition = 0; partition < PARTITIONS; partition++) {
      Counts counts = Counts.of(RUNTIME.metrics(), job.id(), statement, partition);
      StatementCounts expected = simulator.counts(statement, partition);
      assertThat(counts.balanced()).as("%s of %s", counts, statement).isTrue();
      assertThat(List.of(counts.read(), counts.accepted(), counts.filtered(), counts.late()))
          .as("statement [%s], partition [%d]", statement, partition)
          .isEqualTo(
              List.of(expected.read(), expected.accepted(), expected.filtered(), expected.late()));
      late += counts.late();
    }
    assertThat(late).as("late for %s", statement).isPositive();
  }

  @Test
  void aLiveJobGoesOnFromSavepointsAtAnotherParallelismAndBackend() throws Exception {
    String name = "windows-live";
    long seed = Seeds.of("TimeWindowsIT.live", 1).findFirst().orElseThrow();
    List<RawRecord> records = records(name, new Random(seed));
    JobOptions options = RUNTIME.options(name).withDelivery(Delivery.EXACTLY_ONCE);
    Optional<String> savepoint = Optional.empty();
    List<String> backends = List.of("hashmap", "rocksdb", "hashmap");
    for (int stage = 0; stage < backends.size(); stage++) {
      int from = RECORDS * stage / backends.size();
      int to = RECORDS * (stage + 1) / backends.size();
      try (TestJob job = TestJob.of(RUNTIME, options, definitions(name))) {
        job.load(records.subList(from, to).stream().map(TimeWindowsIT::line).iterator());
        job.start(environment(1 + (stage + 1) % 2, backends.get(stage), savepoint));
        List<CommandRecord> simulated = new ArrayList<>();
        Simulator simulator = simulator(job, simulated);
        records.subList(0, to).forEach(simulator::process);
        for (String topic : topics(name)) {
          checkTopic(job, topic, simulated, "stage %d, -Dseed=%d".formatted(stage, seed));
        }
        if (stage == backends.size() - 1) {
          checkCountsOfAllStages(job, simulator);
        }
        savepoint = Optional.of(job.stopWithSavepoint(directory));
      }
    }
  }

  /** Counts go on through savepoints, and what is counted on both sides of the network agrees. */
  private static void checkCountsOfAllStages(TestJob job, Simulator simulator) {
    for (Query query : job.plan().queries()) {
      Awaitility.await()
          .atMost(TestJob.PATIENCE)
          .untilAsserted(() -> checkCounts(job, simulator, query.id()));
      CheckpointBalance balance = CheckpointBalance.awaitZero(RUNTIME, job, query.id());
      assertThat(balance.sumWithoutOne()).as("one count less").isNotZero();
    }
  }

  private static StreamExecutionEnvironment environment(
      int parallelism, String backend, Optional<String> savepoint) {
    StreamExecutionEnvironment environment = RUNTIME.cluster().environment(savepoint);
    environment.configure(Configuration.fromMap(Map.of("state.backend.type", backend)));
    environment.setParallelism(parallelism);
    return environment;
  }
}
