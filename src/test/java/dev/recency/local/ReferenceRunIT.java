package dev.recency.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.format.RawRecord;
import dev.recency.ksqldb.Losses;
import dev.recency.ksqldb.PlanModel;
import dev.recency.ksqldb.streams.ReferenceOptions;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.sql.SqlParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The reference on a real broker writes what the model of its rules writes. */
class ReferenceRunIT {
  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int EVENTS = 3_000;

  @TempDir Path directory;

  @Test
  void writesEveryResultOfEveryKindOfQuery() throws InterruptedException {
    Plan plan =
        Planner.plan(
            List.of(
                SqlParser.script(
                    "test.sql",
                    """
                    CREATE STREAM e (id STRING, n INT) WITH (KAFKA_TOPIC='e', VALUE_FORMAT='JSON');
                    CREATE STREAM big WITH (KAFKA_TOPIC='big') AS SELECT id, n FROM e WHERE n > 90;
                    CREATE TABLE sums WITH (KAFKA_TOPIC='sums') AS
                      SELECT id, COUNT(n) AS s FROM e GROUP BY id;
                    CREATE TABLE hops WITH (KAFKA_TOPIC='hops') AS
                      SELECT id, COUNT(*) AS c FROM e
                      WINDOW HOPPING (SIZE 10 SECONDS, ADVANCE BY 1 SECONDS)
                      GROUP BY id EMIT FINAL;
                    CREATE TABLE calls WITH (KAFKA_TOPIC='calls') AS
                      SELECT id, COUNT(n) AS m FROM e WINDOW SESSION (2 SECONDS) GROUP BY id;
                    """)));
    List<RawRecord> inputs = inputs();
    try (Topics topics = Topics.of(KAFKA.bootstrapServers())) {
      List.of("e", "big", "sums", "hops", "calls")
          .forEach(each -> KAFKA.kafka().createTopic(each, 1));
      topics.load(
          inputs.iterator(),
          each -> new ProducerRecord<>("e", 0, each.timestampMillis(), each.key(), each.value()));
    }
    try (WorkerCpu cpu = WorkerCpu.of(thread -> ReferenceRun.thread(thread, "reference"));
        ReferenceRun run =
            ReferenceRun.start(
                plan,
                plan.queries(),
                ReferenceOptions.best(Duration.ofHours(1).toMillis()),
                "reference",
                Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
                directory)) {
      run.awaitConsumed(TICK, PATIENCE);
      assertThat(run.largestStateBytes()).isPositive();
      assertThat(cpu.seconds().orElseThrow()).isPositive();
    }
    Map<String, List<RawRecord>> expected = PlanModel.run(plan, Map.of("e", inputs), Losses.NONE);
    assertThat(expected.keySet()).containsExactlyInAnyOrder("big", "sums", "hops", "calls");
    expected.forEach(
        (topic, records) ->
            assertThat(texts(TopicContents.readCommitted(KAFKA.bootstrapServers(), topic)))
                .as(topic)
                .isEqualTo(records.stream().map(ReferenceRunIT::text).toList())
                .isNotEmpty());
  }

  private static List<RawRecord> inputs() {
    SplittableRandom random = new SplittableRandom(7);
    List<RawRecord> records = new ArrayList<>();
    long time = 1_700_000_000_000L;
    for (int i = 0; i < EVENTS; i++) {
      time += random.nextInt(400);
      long late = random.nextInt(5) == 0 ? random.nextInt(3_000) : 0;
      String value = "{\"ID\":\"k%d\",\"N\":%d}".formatted(random.nextInt(20), random.nextInt(100));
      records.add(
          new RawRecord(
              "e", 0, i, time - late, null, value.getBytes(StandardCharsets.UTF_8), List.of()));
    }
    return records;
  }

  private static List<String> texts(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(each -> text(each.timestamp(), each.key(), each.value())).toList();
  }

  private static String text(RawRecord record) {
    return text(record.timestampMillis(), record.key(), record.value());
  }

  private static String text(long timestampMillis, byte @Nullable [] key, byte @Nullable [] value) {
    String valueText = value == null ? "null" : new String(value, StandardCharsets.UTF_8);
    return timestampMillis + " " + java.util.Arrays.toString(key) + " " + valueText;
  }
}
