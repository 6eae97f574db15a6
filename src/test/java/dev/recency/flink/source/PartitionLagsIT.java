package dev.recency.flink.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recency.flink.SharedRuntime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A reader knows that it has read a partition to its end, whatever stands there. */
final class PartitionLagsIT {
  private static final TopicPartition EMPTY = new TopicPartition("lags", 0);
  private static final TopicPartition TRANSACTION = new TopicPartition("lags", 1);
  private static final TopicPartition RECORDS = new TopicPartition("lags", 2);

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  private final String reader = PartitionLags.register();

  @AfterEach
  void forgetTheReader() {
    PartitionLags.unregister(reader);
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> options) {
    Map<String, Object> all = new HashMap<>(options);
    all.put("bootstrap.servers", RUNTIME.bootstrapServers());
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            RUNTIME.bootstrapServers(),
            "auto.offset.reset",
            "earliest",
            "max.poll.records",
            10,
            "metric.reporters",
            LagReporter.class.getName(),
            LagReporter.READER_OPTION,
            reader),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private boolean readToEnd(TopicPartition partition) {
    return PartitionLags.readToEnd(reader, partition.partition());
  }

  @Test
  void emptyPartitionsAndTransactionMarkersAreReadToTheirEndToo() {
    RUNTIME.createTopic("lags", 3);
    try (var transactional = producer(Map.of("transactional.id", "lags"));
        var plain = producer(Map.of())) {
      transactional.initTransactions();
      transactional.beginTransaction();
      transactional.send(new ProducerRecord<>("lags", 1, null, new byte[1]));
      transactional.commitTransaction();
      for (int i = 0; i < 25; i++) {
        plain.send(new ProducerRecord<>("lags", 2, null, new byte[1]));
      }
    }
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(EMPTY, TRANSACTION, RECORDS));
      assertThat(List.of(EMPTY, TRANSACTION, RECORDS)).noneMatch(this::readToEnd);

      int read = 0;
      while (read < 15) {
        read += consumer.poll(Duration.ofMillis(100)).count();
      }
      assertThat(readToEnd(RECORDS)).as("after [%d] of 26 records", read).isFalse();

      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100));
                return readToEnd(EMPTY) && readToEnd(TRANSACTION) && readToEnd(RECORDS);
              });
    }
    assertThat(List.of(EMPTY, TRANSACTION, RECORDS))
        .as("a closed consumer knows nothing")
        .noneMatch(this::readToEnd);
  }
}
