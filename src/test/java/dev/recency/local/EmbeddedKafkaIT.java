package dev.recency.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EmbeddedKafkaIT {
  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  @Test
  void committedRecordsAreReadAndAbortedOnesAreNot() {
    KAFKA.kafka().createTopic("transactions", 2);
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", "one"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactions", 0, 1L, null, bytes("kept")));
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactions", 1, 2L, null, bytes("dropped")));
      producer.flush();
      producer.abortTransaction();
    }
    assertThat(texts("transactions")).containsExactly("kept");
    assertThat(TopicContents.readUncommitted(KAFKA.bootstrapServers(), "transactions")).hasSize(2);
  }

  @Test
  void recordsOfAnyYearOutliveARestartOfTheBroker() {
    KAFKA.kafka().createTopic("years", 1);
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      producer.send(new ProducerRecord<>("years", 0, 0L, null, bytes("1970")));
      producer.send(new ProducerRecord<>("years", 0, 4_070_908_800_000L, null, bytes("2099")));
      producer.flush();
    }
    KAFKA.kafka().stop();
    KAFKA.kafka().start();
    assertThat(texts("years")).containsExactly("1970", "2099");
  }

  @Test
  void aTopicIsCreatedOnce() {
    KAFKA.kafka().createTopic("once", 1);
    assertThatThrownBy(() -> KAFKA.kafka().createTopic("once", 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A topic exists: Topic 'once' already exists.");
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> settings = new java.util.HashMap<>(more);
    settings.put("bootstrap.servers", KAFKA.bootstrapServers());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static List<String> texts(String topic) {
    return TopicContents.readCommitted(KAFKA.bootstrapServers(), topic).stream()
        .map(ConsumerRecord::value)
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
