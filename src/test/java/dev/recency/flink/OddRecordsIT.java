package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.format.RecordRow;
import dev.recency.format.RecordRow.Fate;
import dev.recency.format.RecordRow.Topic;
import dev.recency.format.RecordRows;
import dev.recency.operator.ClockOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The table of odd records, one to ten good ones: the job goes on and nothing is lost. */
final class OddRecordsIT {
  private static final int GOOD_PER_ODD = 10;
  private static final String LARGEST_MESSAGE = Integer.toString(4 << 20);
  private static final String COUNTED = "counted-orders";

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  private static String statements() {
    StringBuilder sql = new StringBuilder();
    for (Topic topic : Topic.values()) {
      sql.append(topic.declaration()).append('\n');
    }
    return sql
        + "CREATE STREAM copiedOrders WITH (KAFKA_TOPIC='copied-orders', VALUE_FORMAT='JSON') AS"
        + " SELECT * FROM orders EMIT CHANGES;\n"
        + "CREATE STREAM copiedTimed WITH (KAFKA_TOPIC='copied-timed', FORMAT='JSON') AS"
        + " SELECT * FROM timedOrders EMIT CHANGES;\n"
        + "CREATE TABLE countedOrders WITH (KAFKA_TOPIC='"
        + COUNTED
        + "', VALUE_FORMAT='JSON') AS SELECT userId, COUNT(*) AS n FROM orders"
        + " GROUP BY userId EMIT CHANGES;";
  }

  private static ProducerRecord<byte[], byte[]> good(Topic topic, int number) {
    String user = topic == Topic.ORDERS ? "good" : "\"good\"";
    String value = "{\"quantity\":" + number + ",\"happenedAt\":" + RecordRow.ARRIVAL_MILLIS + "}";
    return new ProducerRecord<>(
        topic.topicName(), 0, RecordRow.ARRIVAL_MILLIS, bytes(user), bytes(value));
  }

  private static ProducerRecord<byte[], byte[]> odd(RecordRow row) {
    List<Header> headers =
        row.record().headers().stream()
            .map(header -> (Header) new RecordHeader(header.key(), header.value()))
            .toList();
    return new ProducerRecord<>(
        row.topic().topicName(),
        0,
        row.record().timestampMillis(),
        row.record().key(),
        row.record().value(),
        headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theJobGoesOnAndTheDeadLettersHoldExactlyTheRejectedRecords() throws Exception {
    for (Topic topic : Topic.values()) {
      NewTopic wide = new NewTopic(topic.topicName(), 1, (short) 1);
      RUNTIME
          .kafka()
          .createTopics(List.of(wide.configs(Map.of("max.message.bytes", LARGEST_MESSAGE))));
    }
    ClockOptions clock = new ClockOptions(30_000, 1_000, 200, RecordRow.MAX_FUTURE_MILLIS);
    JobOptions options = RUNTIME.options("odd").withClock(clock);
    List<RecordRow> rows = RecordRows.all().stream().filter(RecordRow::producible).toList();
    try (TestJob job = TestJob.of(RUNTIME, options, Definitions.of("odd", statements()))) {
      job.start();
      List<String> expectedLetters = new ArrayList<>();
      Map<Topic, Integer> produced = produce(rows, expectedLetters);
      int orders = produced.getOrDefault(Topic.ORDERS, 0);
      int timed = produced.getOrDefault(Topic.TIMED, 0);
      await()
          .atMost(TestJob.PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(counts(job, "COPIEDORDERS").read()).isEqualTo(orders);
                assertThat(counts(job, "COPIEDTIMED").read()).isEqualTo(timed);
                assertThat(counts(job, "COUNTEDORDERS").read()).isEqualTo(orders);
              });

      List<String> letters = letters(job.await(options.deadLetterTopic(), expectedLetters.size()));
      assertThat(Verdict.differences(expectedLetters, letters)).isEmpty();
      for (String statement : List.of("COPIEDORDERS", "COPIEDTIMED", "COUNTEDORDERS")) {
        assertThat(counts(job, statement).balanced()).as("%s", counts(job, statement)).isTrue();
        CheckpointBalance.awaitZero(RUNTIME, job, statement);
      }
      assertThat(job.await("copied-orders", (int) counts(job, "COPIEDORDERS").accepted()))
          .hasSize((int) counts(job, "COPIEDORDERS").accepted());
      job.await(COUNTED, (int) counts(job, "COUNTEDORDERS").accepted());
      assertThat(lastCount(job.committed(COUNTED), "good")).isEqualTo(goodOf(rows, Topic.ORDERS));
      assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
    }
  }

  private static Counts counts(TestJob job, String statement) {
    return Counts.of(RUNTIME.metrics(), job.id(), statement);
  }

  private static long goodOf(List<RecordRow> rows, Topic topic) {
    return rows.stream().filter(row -> row.topic() == topic).count() * GOOD_PER_ODD;
  }

  /** A good record whose command a broker would not take. */
  private static boolean tooLargeToCopy(RecordRow row) {
    byte[] value = row.record().value();
    return value != null && value.length > (1 << 20) - 128;
  }

  /** Sends each odd record and ten good ones; returns how many per topic. */
  private static Map<Topic, Integer> produce(List<RecordRow> rows, List<String> letters) {
    Map<Topic, Integer> offsets = new HashMap<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                RUNTIME.kafka().bootstrapServers(),
                "max.request.size",
                LARGEST_MESSAGE),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (RecordRow row : rows) {
        producer.send(odd(row));
        int offset = offsets.merge(row.topic(), 1, Integer::sum) - 1;
        if (row.fate() instanceof Fate.Rejected rejected) {
          letters.add(row.topic().topicName() + " " + offset + " " + rejected.reason());
        } else if (tooLargeToCopy(row)) {
          letters.add(row.topic().topicName() + " " + offset + " LIMIT");
        } else if (row.topic() == Topic.ORDERS && row.record().key() == null) {
          letters.add(row.topic().topicName() + " " + offset + " NULL_KEY");
        }
        for (int i = 0; i < GOOD_PER_ODD; i++) {
          producer.send(good(row.topic(), i));
          offsets.merge(row.topic(), 1, Integer::sum);
        }
      }
      producer.flush();
    }
    return offsets;
  }

  private static List<String> letters(List<ConsumerRecord<byte[], byte[]>> letters)
      throws Exception {
    List<String> texts = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      JsonNode node = json.readTree(letter.value());
      texts.add(
          node.get("topic").textValue()
              + " "
              + node.get("offset").longValue()
              + " "
              + node.get("reason").textValue());
    }
    return texts;
  }

  private static long lastCount(List<ConsumerRecord<byte[], byte[]>> counts, String user)
      throws Exception {
    long last = -1;
    for (ConsumerRecord<byte[], byte[]> count : counts) {
      if (count.key() != null && new String(count.key(), StandardCharsets.UTF_8).equals(user)) {
        last = new ObjectMapper().readTree(count.value()).get("N").longValue();
      }
    }
    return last;
  }
}
