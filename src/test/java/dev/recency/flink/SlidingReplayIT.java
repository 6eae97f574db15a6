package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.operator.Seeds;
import dev.recency.simulator.Simulator;
import dev.recency.simulator.StatementCounts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sliding windows in a replay: sources, clocks, shared logs and sinks of a whole job. */
final class SlidingReplayIT {
  private static final int PARTITIONS = 3;
  private static final int RECORDS = 1_500;
  private static final long START = 1_700_000_000_000L;

  /** 17:00 of the article's day. */
  private static final long FIVE = 1_700_586_000_000L;

  private static final List<String> TOPICS = List.of("-short", "-long", "-final");

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  private static Definitions definitions(String name) {
    return Definitions.of(
        name,
        """
        CREATE STREAM clicks (page STRING, userId STRING, price DOUBLE, clickedAt BIGINT)
          WITH (KAFKA_TOPIC='%1$s-clicks', VALUE_FORMAT='JSON', TIMESTAMP='clickedAt', PARTITIONS=%2$d);
        CREATE TABLE shortClicks WITH (KAFKA_TOPIC='%1$s-short', PARTITIONS=2) AS
          SELECT userId, COUNT(*) AS clicks, SUM(price) AS price FROM clicks
          WINDOW SLIDING (SIZE 500 MILLISECONDS)
          WHERE page <> 'p0' GROUP BY userId EMIT CHANGES;
        CREATE TABLE longClicks WITH (KAFKA_TOPIC='%1$s-long', PARTITIONS=2) AS
          SELECT userId, COUNT(*) AS clicks, MAX(price) AS price FROM clicks
          WINDOW SLIDING (SIZE 4 SECONDS, ADVANCE BY 1 SECOND)
          WHERE page <> 'p0' GROUP BY userId EMIT CHANGES;
        CREATE TABLE finalClicks WITH (KAFKA_TOPIC='%1$s-final', PARTITIONS=2) AS
          SELECT userId, AVG(price) AS price FROM clicks
          WINDOW SLIDING (SIZE 1 SECOND, GRACE PERIOD 2 SECONDS)
          GROUP BY userId EMIT FINAL;
        """
            .formatted(name, PARTITIONS));
  }

  /** Event times are up to three seconds before the arrival; some users are missing. */
  private static List<RawRecord> records(String name, Random random) {
    List<RawRecord> records = new ArrayList<>();
    long[] arrival = {START, START, START};
    long[] offset = new long[PARTITIONS];
    for (int i = 0; i < RECORDS; i++) {
      int partition = random.nextInt(PARTITIONS);
      arrival[partition] += random.nextInt(100);
      String user = random.nextInt(50) == 0 ? "null" : "\"u" + random.nextInt(9) + "\"";
      String value =
          "{\"page\":\"p%d\",\"userId\":%s,\"price\":%s,\"clickedAt\":%d}"
              .formatted(
                  random.nextInt(5),
                  user,
                  random.nextInt(1_000) / 10.0,
                  arrival[partition] - random.nextInt(3_000));
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

  @Test
  void statementsOfOneLogAndFinalRowsGiveWhatTheSimulatorGivesAndNothingIsLost() throws Exception {
    String name = "sliding-replay";
    long seed = Seeds.of("SlidingReplayIT", 1).findFirst().orElseThrow();
    List<RawRecord> records = records(name, new Random(seed));
    JobOptions options =
        RUNTIME.options(name).withMode(new RunMode.Replay(OptionalLong.of(START + 3_600_000)));
    try (TestJob job = TestJob.of(RUNTIME, options, definitions(name))) {
      job.load(records.stream().map(SlidingReplayIT::line).iterator());
      job.start();
      job.finish();

      List<CommandRecord> expected = new ArrayList<>();
      Simulator simulator = new Simulator(job.plan(), ClockOptions.DEFAULT, expected::add);
      simulator.partitions(name + "-clicks", PARTITIONS);
      records.stream()
          .sorted(
              Comparator.comparingLong(RawRecord::timestampMillis)
                  .thenComparingInt(RawRecord::partition)
                  .thenComparingLong(RawRecord::offset))
          .forEach(simulator::process);
      simulator.advance(START + 3_600_000);
      for (String topic : TOPICS) {
        assertThat(byKey(Verdict.texts(job.committed(name + topic))))
            .as("commands of each key of %s in their order", topic)
            .hasSize(9)
            .isEqualTo(byKey(of(expected, name + topic)));
      }
      assertThat(job.committed(options.deadLetterTopic()))
          .hasSameSizeAs(of(expected, Simulator.DEAD_LETTER_TOPIC));
      assertThat(counts(job, "SHORTCLICKS").late()).isPositive();
      assertThat(counts(job, "FINALCLICKS").late()).isPositive();
      for (String statement : List.of("SHORTCLICKS", "LONGCLICKS", "FINALCLICKS")) {
        checkCounts(job, simulator, statement);
      }
    }
  }

  private static Counts counts(TestJob job, String statement) {
    return Counts.of(RUNTIME.metrics(), job.id(), statement);
  }

  /** Promise: read = accepted + filtered + late + rejected, as the simulator has it. */
  private static void checkCounts(TestJob job, Simulator simulator, String statement) {
    assertThat(counts(job, statement).read()).isEqualTo(RECORDS);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      Counts counts = Counts.of(RUNTIME.metrics(), job.id(), statement, partition);
      StatementCounts simulated = simulator.counts(statement, partition);
      assertThat(counts.balanced()).as("%s of %s", counts, statement).isTrue();
      assertThat(List.of(counts.read(), counts.accepted(), counts.filtered(), counts.late()))
          .as("statement [%s], partition [%d]", statement, partition)
          .isEqualTo(
              List.of(
                  simulated.read(), simulated.accepted(), simulated.filtered(), simulated.late()));
    }
  }

  private static Map<String, List<String>> byKey(List<String> texts) {
    return texts.stream()
        .collect(Collectors.groupingBy(text -> text.substring(0, text.indexOf(' '))));
  }

  private static List<String> of(List<CommandRecord> commands, String topic) {
    return commands.stream()
        .filter(command -> command.topic().equals(topic))
        .map(command -> Verdict.text(command.key(), command.value(), command.timestampMillis()))
        .toList();
  }

  private static String minute(int count, int minute) {
    return "u {\"N\":%d} @%d".formatted(count, FIVE + 60_000L * minute);
  }

  @Test
  void theArticlesTableComesOutAndDecaysWithoutAFurtherEvent() throws Exception {
    String name = "sliding-article";
    Definitions definitions =
        Definitions.of(
            name,
            """
            CREATE STREAM matches (userId STRING KEY, x INT)
              WITH (KAFKA_TOPIC='%1$s-matches', VALUE_FORMAT='JSON', PARTITIONS=2);
            CREATE TABLE recent WITH (KAFKA_TOPIC='%1$s-recent') AS
              SELECT userId, COUNT(*) AS n FROM matches
              WINDOW SLIDING (SIZE 10 MINUTES) GROUP BY userId EMIT CHANGES;
            """
                .formatted(name));
    long until = FIVE + 30 * 60_000L;
    JobOptions options = RUNTIME.options(name).withMode(new RunMode.Replay(OptionalLong.of(until)));
    try (TestJob job = TestJob.of(RUNTIME, options, definitions)) {
      job.load(
          IntStream.rangeClosed(0, 6)
              .mapToObj(
                  i ->
                      "{\"topic\":\"%s-matches\",\"key\":\"u\",\"value\":{\"x\":1},\"timestamp\":%d}"
                          .formatted(name, FIVE + 120_000L * i))
              .iterator());
      job.start();
      job.finish();
      assertThat(Verdict.texts(job.committed(name + "-recent")))
          .containsExactly(
              minute(1, 0),
              minute(2, 2),
              minute(3, 4),
              minute(4, 6),
              minute(5, 8),
              minute(5, 10),
              minute(5, 12),
              minute(4, 14),
              minute(3, 16),
              minute(2, 18),
              minute(1, 20),
              minute(0, 22));
    }
  }
}
