package dev.recency.bench.job;

import dev.recency.flink.JobOptions;
import dev.recency.local.EmbeddedKafka;
import dev.recency.local.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The events that all jobs of a benchmark read: JSON of about 200 bytes, twelve milliseconds apart, of
 * 10,007 users in turn, each in one partition. So a user has five events within ten minutes.
 */
final class JobInput {
  static final String TOPIC = "bench-events";
  static final int PARTITIONS = 2;

  private static final int USERS = 10_007;
  private static final long START_MILLIS = 1_700_000_000_000L;
  private static final long GAP_MILLIS = 12;

  private JobInput() {}

  /** Makes the topic with so many events, and that of the dead letters. */
  static void load(EmbeddedKafka kafka, Topics topics, long events) {
    kafka.createTopic(TOPIC, PARTITIONS);
    kafka.createTopic(JobOptions.DEFAULT_DEAD_LETTER_TOPIC, 1);
    long loaded = topics.load(LongStream.range(0, events).iterator(), JobInput::event);
    System.out.printf(Locale.ROOT, "loaded [%d] events%n", loaded);
  }

  private static ProducerRecord<byte[], byte[]> event(long number) {
    String json =
        "{\"userId\":\"user-%d\",\"peerId\":\"user-%d\",\"kind\":\"%s\",\"amount\":%d.25,"
            + "\"sentAt\":%d,\"device\":\"phone\",\"country\":\"NO\",\"text\":\"%s\"}";
    long user = number % USERS;
    long sentAtMillis = START_MILLIS + number * GAP_MILLIS;
    String value =
        json.formatted(
            user,
            number % 9_973,
            number % 2 == 0 ? "message" : "call",
            number % 1_000,
            sentAtMillis,
            "some words that nobody reads, as long as a short message is");
    return new ProducerRecord<>(
        TOPIC,
        (int) (user % PARTITIONS),
        sentAtMillis,
        null,
        value.getBytes(StandardCharsets.UTF_8));
  }
}
