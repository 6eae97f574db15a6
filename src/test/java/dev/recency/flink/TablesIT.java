package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.operator.Seeds;
import dev.recency.simulator.Simulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Statements over tables, and over the tables that they make, in whole jobs. */
final class TablesIT {
  private static final int PER_ROUND = 700;
  private static final int PARTITIONS = 2;
  private static final long START = 1_700_000_000_000L;
  private static final List<String> TOPICS =
      List.of("large", "owners", "busy", "sizes", "doubled", "much", "visitors", "often");

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @TempDir private Path directory;

  private static Definitions definitions(String name) {
    return Definitions.of(
        name,
        """
        CREATE TABLE items (id STRING PRIMARY KEY, owner STRING, n INT)
          WITH (KAFKA_TOPIC='%1$s-items', VALUE_FORMAT='JSON', PARTITIONS=%2$d);
        CREATE TABLE large WITH (KAFKA_TOPIC='%1$s-large', PARTITIONS=1) AS
          SELECT id, owner, n FROM items WHERE n > 4;
        CREATE TABLE owners WITH (KAFKA_TOPIC='%1$s-owners', PARTITIONS=1) AS
          SELECT owner, COUNT(*) AS c, SUM(n) AS s FROM items GROUP BY owner;
        CREATE TABLE busy WITH (KAFKA_TOPIC='%1$s-busy', PARTITIONS=1) AS
          SELECT owner, COUNT(*) AS c FROM large GROUP BY owner HAVING COUNT(*) > 1;
        CREATE TABLE sizes WITH (KAFKA_TOPIC='%1$s-sizes', KEY_FORMAT='JSON', PARTITIONS=1) AS
          SELECT c, COUNT(*) AS owners FROM busy GROUP BY c HAVING COUNT(*) > 0;
        CREATE TABLE doubled WITH (KAFKA_TOPIC='%1$s-doubled', PARTITIONS=1) AS
          SELECT owner, s * 2 AS d FROM owners;
        CREATE TABLE much WITH (KAFKA_TOPIC='%1$s-much', PARTITIONS=1) AS
          SELECT owner, d FROM doubled WHERE d > 40;
        CREATE STREAM visits (who STRING) WITH (KAFKA_TOPIC='%1$s-visits', VALUE_FORMAT='JSON',
          PARTITIONS=%2$d);
        CREATE TABLE visitors WITH (KAFKA_TOPIC='%1$s-visitors', PARTITIONS=1) AS
          SELECT who, COUNT(*) AS c FROM visits GROUP BY who;
        CREATE TABLE often WITH (KAFKA_TOPIC='%1$s-often', PARTITIONS=1) AS
          SELECT who, c FROM visitors WHERE c > 2;
        """
            .formatted(name, PARTITIONS));
  }

  /** Every record of a key is in one partition; some have no key, no value or no owner. */
  private static List<RawRecord> records(String name, long seed, int rounds) {
    Random random = new Random(seed);
    List<RawRecord> records = new ArrayList<>();
    for (int i = 0; i < rounds * PER_ROUND; i++) {
      boolean visit = random.nextInt(4) == 0;
      int id = random.nextInt(40);
      String owner = random.nextInt(10) == 0 ? "null" : "\"o" + random.nextInt(7) + "\"";
      String item = "{\"owner\":%s,\"n\":%d}".formatted(owner, random.nextInt(10));
      boolean deleted = random.nextInt(5) == 0;
      records.add(
          new RawRecord(
              name + (visit ? "-visits" : "-items"),
              id % PARTITIONS,
              i,
              START + i,
              visit || random.nextInt(50) == 0 ? null : bytes("i" + id),
              bytes(visit ? "{\"who\":\"w" + id + "\"}" : deleted ? null : item),
              List.of()));
    }
    return records;
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private static void load(TestJob job, List<RawRecord> records, int round) {
    job.load(
        records.subList(round * PER_ROUND, (round + 1) * PER_ROUND).stream()
            .map(TablesIT::line)
            .iterator());
  }

  private static String line(RawRecord record) {
    return "{\"topic\":\"%s\",\"partition\":%d,\"key\":%s,\"value\":%s,\"timestamp\":%d}"
        .formatted(
            record.topic(),
            record.partition(),
            record.key() == null ? "null" : "\"" + text(record.key()) + "\"",
            text(record.value()),
            record.timestampMillis());
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }

  private static Map<String, List<CommandRecord>> simulated(TestJob job, List<RawRecord> records) {
    Map<String, List<CommandRecord>> commands = new HashMap<>();
    Simulator simulator =
        new Simulator(
            job.plan(),
            ClockOptions.DEFAULT,
            command ->
                commands.computeIfAbsent(command.topic(), each -> new ArrayList<>()).add(command));
    records.forEach(simulator::process);
    return commands;
  }

  /** The table that a topic holds. */
  private static Map<String, String> table(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, String> table = new HashMap<>();
    records.forEach(each -> put(table, each.key(), each.value()));
    return table;
  }

  private static void put(
      Map<String, String> table, byte @Nullable [] key, byte @Nullable [] value) {
    if (value == null) {
      table.remove(text(key));
    } else {
      table.put(text(key), text(value));
    }
  }

  private static void awaitTables(TestJob job, String name, List<RawRecord> records) {
    Map<String, List<CommandRecord>> commands = simulated(job, records);
    for (String topic : TOPICS) {
      Map<String, String> expected = new HashMap<>();
      commands
          .getOrDefault(name + "-" + topic, List.of())
          .forEach(each -> put(expected, each.key(), each.value()));
      assertThat(expected).as(topic).isNotEmpty();
      await()
          .atMost(TestJob.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(table(job.committed(name + "-" + topic)))
                      .as(topic)
                      .isEqualTo(expected));
    }
  }

  @AfterEach
  void heal() {
    FaultPoint.healAll();
  }

  @Test
  void afterAFailureAndARestartEveryTableIsTheSimulators() throws Exception {
    String name = "tables";
    List<RawRecord> records = records(name, Seeds.of("TablesIT", 1).findFirst().orElseThrow(), 4);
    JobOptions options = RUNTIME.options(name);
    String savepoint;
    try (TestJob job = TestJob.of(RUNTIME, options, definitions(name))) {
      load(job, records, 0);
      job.start(FaultyEnvironment.of(RUNTIME.cluster().environment()));
      job.awaitRunning();
      awaitTables(job, name, records.subList(0, PER_ROUND));
      RUNTIME.cluster().checkpoint(job.id());
      FaultPoint.ELEMENT.failAfter(PER_ROUND / 2, 1);
      load(job, records, 1);
      await().atMost(TestJob.PATIENCE).until(() -> !FaultPoint.ELEMENT.pending());
      load(job, records, 2);
      job.awaitRunning();
      awaitTables(job, name, records.subList(0, 3 * PER_ROUND));
      savepoint = job.stopWithSavepoint(directory);
    }
    try (TestJob job = TestJob.of(RUNTIME, options, definitions(name))) {
      load(job, records, 3);
      job.start(RUNTIME.cluster().environment(Optional.of(savepoint)));
      awaitTables(job, name, records);
    }
  }

  @Test
  void aReplayWithOneTaskWritesWhatTheSimulatorWritesInItsOrder() throws Exception {
    String name = "tables-replayed";
    List<RawRecord> records = records(name, Seeds.of("TablesIT", 1).findFirst().orElseThrow(), 2);
    JobOptions options = RUNTIME.options(name).withMode(new RunMode.Replay(OptionalLong.empty()));
    try (TestJob job = TestJob.of(RUNTIME, options, definitions(name))) {
      load(job, records, 0);
      load(job, records, 1);
      StreamExecutionEnvironment environment = RUNTIME.cluster().environment();
      environment.setParallelism(1);
      job.start(environment);
      job.finish();
      Map<String, List<CommandRecord>> expected = simulated(job, records);
      for (String topic : TOPICS) {
        List<String> texts =
            expected.getOrDefault(name + "-" + topic, List.of()).stream()
                .map(each -> Verdict.text(each.key(), each.value(), each.timestampMillis()))
                .toList();
        assertThat(texts).as(topic).isNotEmpty();
        assertThat(Verdict.texts(job.committed(name + "-" + topic)))
            .as(topic)
            .containsExactlyElementsOf(texts);
      }
    }
  }
}
