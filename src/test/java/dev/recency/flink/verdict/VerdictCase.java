package dev.recency.flink.verdict;

import dev.recency.command.CommandRecord;
import dev.recency.flink.Definitions;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Plan;
import dev.recency.simulator.Simulator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Input and output of a job that never ran: what the simulator writes, as a consumer reads it. */
record VerdictCase(List<RawRecord> input, List<ConsumerRecord<byte[], byte[]>> output) {
  static final String TOPIC = "sales";
  private static final long START = 1_700_000_000_000L;
  private static final int RECORDS = 400;
  private static final int KEYS = 5;

  /** Statements of every kind, over a window of this size. */
  static Plan plan(int sizeMillis) {
    String text =
        """
        CREATE STREAM sales (shop STRING KEY, price INT, soldAt BIGINT)
          WITH (KAFKA_TOPIC='sales', VALUE_FORMAT='JSON', TIMESTAMP='soldAt', PARTITIONS=2);
        CREATE STREAM dear WITH (KAFKA_TOPIC='dear') AS
          SELECT shop, price FROM sales WHERE price > 50 EMIT CHANGES;
        CREATE TABLE ever WITH (KAFKA_TOPIC='ever') AS
          SELECT shop, SUM(price) AS paid FROM sales GROUP BY shop EMIT CHANGES;
        CREATE TABLE recent WITH (KAFKA_TOPIC='recent') AS
          SELECT shop, COUNT(*) AS n, SUM(price) AS paid FROM sales
          WINDOW SLIDING (SIZE %1$d MILLISECONDS) GROUP BY shop EMIT CHANGES;
        CREATE TABLE rounded WITH (KAFKA_TOPIC='rounded') AS
          SELECT shop, SUM(price) AS paid FROM sales
          WINDOW SLIDING (SIZE %1$d MILLISECONDS, ADVANCE BY 100 MILLISECONDS)
          GROUP BY shop EMIT CHANGES;
        CREATE TABLE many WITH (KAFKA_TOPIC='many') AS
          SELECT shop, COUNT(*) AS n FROM sales
          WINDOW SLIDING (SIZE %1$d MILLISECONDS) GROUP BY shop HAVING COUNT(*) > 4 EMIT CHANGES;
        CREATE TABLE settled WITH (KAFKA_TOPIC='settled') AS
          SELECT shop, COUNT(*) AS n, SUM(price) AS paid FROM sales
          WINDOW SLIDING (SIZE %1$d MILLISECONDS, GRACE PERIOD 300 MILLISECONDS)
          GROUP BY shop EMIT FINAL;
        CREATE TABLE hourly WITH (KAFKA_TOPIC='hourly') AS
          SELECT shop, COUNT(*) AS n FROM sales
          WINDOW TUMBLING (SIZE %1$d MILLISECONDS, GRACE PERIOD 300 MILLISECONDS)
          GROUP BY shop EMIT FINAL;
        """
            .formatted(sizeMillis);
    return Definitions.of("verdict.sql", text).plan();
  }

  /** The same events as the plan of this size gives them away. */
  static VerdictCase of(int sizeMillis) {
    List<RawRecord> input = input(new Random(1));
    return new VerdictCase(input, output(plan(sizeMillis), input));
  }

  JobVerdict verdict() {
    return JobVerdict.of(plan(500), new InputRecords(input));
  }

  /** Shops 0, 2, 4 in partition 0; up to 250 ms late, some of them much later. */
  private static List<RawRecord> input(Random random) {
    List<RawRecord> records = new ArrayList<>();
    long[] offsets = new long[2];
    long clock = START;
    for (int i = 0; i < RECORDS; i++) {
      clock += random.nextInt(40);
      int late = random.nextInt(20) == 0 ? 2_000 : random.nextInt(250);
      records.add(record(offsets, random.nextInt(KEYS), random.nextInt(100), clock - late, clock));
    }
    clock += 400;
    records.add(record(offsets, 0, 1, clock, clock));
    records.add(record(offsets, 1, 1, clock, clock));
    return records;
  }

  private static RawRecord record(long[] offsets, int shop, int price, long at, long arrival) {
    int partition = shop % 2;
    return new RawRecord(
        TOPIC,
        partition,
        offsets[partition]++,
        arrival,
        ("s" + shop).getBytes(StandardCharsets.UTF_8),
        "{\"price\":%d,\"soldAt\":%d}".formatted(price, at).getBytes(StandardCharsets.UTF_8),
        List.of());
  }

  static List<ConsumerRecord<byte[], byte[]>> output(Plan plan, List<RawRecord> input) {
    List<ConsumerRecord<byte[], byte[]>> output = new ArrayList<>();
    Simulator simulator =
        new Simulator(
            plan,
            ClockOptions.DEFAULT,
            command -> {
              if (!command.topic().equals(Simulator.DEAD_LETTER_TOPIC)) {
                output.add(consumed(command, output.size()));
              }
            });
    simulator.partitions(TOPIC, 2);
    input.forEach(simulator::process);
    return output;
  }

  private static ConsumerRecord<byte[], byte[]> consumed(CommandRecord command, long offset) {
    RecordHeaders headers = new RecordHeaders();
    command.headers().forEach(each -> headers.add(new RecordHeader(each.key(), each.value())));
    return new ConsumerRecord<>(
        command.topic(),
        0,
        offset,
        command.timestampMillis(),
        TimestampType.CREATE_TIME,
        0,
        0,
        command.key(),
        command.value(),
        headers,
        Optional.empty());
  }

  /** The same record with another key, value or timestamp. */
  static ConsumerRecord<byte[], byte[]> changed(
      ConsumerRecord<byte[], byte[]> record, String key, byte[] value, long timestampMillis) {
    return new ConsumerRecord<>(
        record.topic(),
        0,
        record.offset(),
        timestampMillis,
        TimestampType.CREATE_TIME,
        0,
        0,
        key.getBytes(StandardCharsets.UTF_8),
        value,
        record.headers(),
        Optional.empty());
  }
}
