package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.operator.Seeds;
import dev.recency.simulator.Simulator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A replay on Flink is what the simulator makes of the same records in the order of arrival. */
final class ReplayIT {
  private static final int PARTITIONS = 3;
  private static final int RECORDS = 2_000;
  private static final long START = 1_700_000_000_000L;

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  private static Definitions definitions(String name) {
    return Definitions.of(
        name,
        """
        CREATE STREAM clicks (page STRING, userId STRING, clickedAt BIGINT)
          WITH (KAFKA_TOPIC='%1$s-clicks', VALUE_FORMAT='JSON', TIMESTAMP='clickedAt', PARTITIONS=%2$d);
        CREATE STREAM named WITH (KAFKA_TOPIC='%1$s-named', PARTITIONS=1) AS
          SELECT userId, page FROM clicks WHERE userId <> 'u0' EMIT CHANGES;
        CREATE STREAM home WITH (KAFKA_TOPIC='%1$s-home', PARTITIONS=1) AS
          SELECT userId FROM named WHERE page = 'p1' EMIT CHANGES;
        CREATE TABLE perUser WITH (KAFKA_TOPIC='%1$s-per-user', PARTITIONS=1) AS
          SELECT userId, COUNT(*) AS clicks FROM clicks GROUP BY userId EMIT CHANGES;
        CREATE TABLE perPage WITH (KAFKA_TOPIC='%1$s-per-page', PARTITIONS=1) AS
          SELECT page, COUNT(*) AS clicks FROM named GROUP BY page HAVING COUNT(*) > 20
          EMIT CHANGES;
        """
            .formatted(name, PARTITIONS));
  }

  /** Arrivals go up within a partition, with ties between partitions; some users are missing. */
  private static List<RawRecord> records(String name, Random random) {
    List<RawRecord> records = new ArrayList<>();
    long[] arrival = {START, START, START};
    long[] offset = new long[PARTITIONS];
    for (int i = 0; i < RECORDS; i++) {
      int partition = random.nextInt(PARTITIONS);
      arrival[partition] += random.nextInt(40);
      String user = random.nextInt(50) == 0 ? "null" : "\"u" + random.nextInt(9) + "\"";
      long at = arrival[partition] - random.nextInt(5_000);
      String value =
          "{\"page\":\"p%d\",\"userId\":%s,\"clickedAt\":%d}"
              .formatted(random.nextInt(5), user, at);
      records.add(
          new RawRecord(
              name + "-clicks",
              partition,
              offset[partition]++,
              arrival[partition],
              null,
              value.getBytes(StandardCharsets.UTF_8),
              List.of()));
    }
    return records;
  }

  private static String line(RawRecord record) {
    byte[] value = record.value();
    return "{\"topic\":\"%s\",\"partition\":%d,\"key\":null,\"value\":%s,\"timestamp\":%d}"
        .formatted(
            record.topic(),
            record.partition(),
            value == null ? "null" : new String(value, StandardCharsets.UTF_8),
            record.timestampMillis());
  }

  private static List<CommandRecord> simulated(
      TestJob job, List<RawRecord> records, long untilMillis) {
    List<CommandRecord> commands = new ArrayList<>();
    Simulator simulator = new Simulator(job.plan(), ClockOptions.DEFAULT, commands::add);
    records.stream()
        .filter(record -> record.timestampMillis() <= untilMillis)
        .sorted(
            Comparator.comparingLong(RawRecord::timestampMillis)
                .thenComparingInt(RawRecord::partition)
                .thenComparingLong(RawRecord::offset))
        .forEach(simulator::process);
    return commands;
  }

  @Test
  void aReplayGivesWhatTheSimulatorGives() throws Exception {
    long seed = Seeds.of("ReplayIT", 1).findFirst().orElseThrow();
    check("replayed", seed, OptionalLong.empty());
  }

  @Test
  void aReplayUntilAnInstantReadsWhatHadArrivedByThen() throws Exception {
    long seed = Seeds.of("ReplayIT", 1).findFirst().orElseThrow();
    check("replayed-until", seed, OptionalLong.of(START + 5_000));
  }

  private static void check(String name, long seed, OptionalLong until) throws Exception {
    List<RawRecord> records = records(name, new Random(seed));
    JobOptions options = RUNTIME.options(name).withMode(new RunMode.Replay(until));
    try (TestJob job = TestJob.of(RUNTIME, options, definitions(name))) {
      job.load(records.stream().map(ReplayIT::line).iterator());
      job.start();
      job.finish();

      List<CommandRecord> expected = simulated(job, records, until.orElse(Long.MAX_VALUE));
      assertThat(expected).hasSizeGreaterThan(until.isPresent() ? 500 : RECORDS);
      for (String topic : List.of("-named", "-home")) {
        assertThat(Verdict.texts(job.committed(name + topic)))
            .as("commands of %s in their order", topic)
            .containsExactlyElementsOf(of(expected, name + topic));
      }
      for (String topic : List.of("-per-user", "-per-page")) {
        Function<String, String> key = text -> text.substring(0, text.indexOf(' '));
        assertThat(
                Verdict.texts(job.committed(name + topic)).stream()
                    .collect(Collectors.groupingBy(key)))
            .as("commands of each key of %s in their order", topic)
            .isEqualTo(of(expected, name + topic).stream().collect(Collectors.groupingBy(key)));
      }
      checkDeadLetters(job, expected);
    }
  }

  /** Records without a user have no key in the statement that counts per user. */
  private static void checkDeadLetters(TestJob job, List<CommandRecord> expected) {
    List<ConsumerRecord<byte[], byte[]>> letters = job.committed(job.options().deadLetterTopic());
    assertThat(letters)
        .hasSameSizeAs(of(expected, Simulator.DEAD_LETTER_TOPIC))
        .isNotEmpty()
        .allSatisfy(
            letter ->
                assertThat(new String(letter.value(), StandardCharsets.UTF_8))
                    .contains("\"reason\":\"NULL_KEY\""));
  }

  private static List<String> of(List<CommandRecord> commands, String topic) {
    return commands.stream()
        .filter(command -> command.topic().equals(topic))
        .map(command -> Verdict.text(command.key(), command.value(), command.timestampMillis()))
        .toList();
  }
}
