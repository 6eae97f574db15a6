package dev.recency.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their first record to the end they have when reading begins. */
public final class TopicContents {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long SILENCE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private TopicContents() {}

  /**
   * The committed records of a topic, ordered by partition, then offset. Records of open and aborted
   * transactions are not among them.
   *
   * @throws IllegalStateException if the topic does not exist or 60 seconds pass without progress
   */
  public static List<ConsumerRecord<byte[], byte[]>> readCommitted(
      String bootstrapServers, String topic) {
    return read(client(bootstrapServers), List.of(topic), "read_committed", Map.of());
  }

  /** Like {@link #readCommitted}, with the records of open and aborted transactions. */
  public static List<ConsumerRecord<byte[], byte[]>> readUncommitted(
      String bootstrapServers, String topic) {
    return read(client(bootstrapServers), List.of(topic), "read_uncommitted", Map.of());
  }

  private static Map<String, Object> client(String bootstrapServers) {
    return Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
  }

  /** Of each partition in {@code starts} only what stands at that offset or after it. */
  static List<ConsumerRecord<byte[], byte[]>> read(
      Map<String, Object> client,
      Collection<String> topics,
      String isolation,
      Map<TopicPartition, Long> starts) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = partitions(consumer, topics);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      partitions.stream()
          .filter(starts::containsKey)
          .forEach(each -> consumer.seek(each, starts.getOrDefault(each, 0L)));
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      pollToEnd(consumer, records);
      records.sort(
          Comparator.<ConsumerRecord<byte[], byte[]>, String>comparing(ConsumerRecord::topic)
              .thenComparingInt(ConsumerRecord::partition)
              .thenComparingLong(ConsumerRecord::offset));
      return records;
    }
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, Collection<String> topics) {
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : topics) {
      List<PartitionInfo> partitions = consumer.partitionsFor(topic);
      if (partitions.isEmpty()) {
        throw new IllegalStateException("The topic [" + topic + "] does not exist");
      }
      partitions.forEach(each -> all.add(new TopicPartition(topic, each.partition())));
    }
    return all;
  }

  private static void pollToEnd(
      KafkaConsumer<byte[], byte[]> consumer, List<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    long reached = -1;
    long progressNanos = System.nanoTime();
    while (!ends.entrySet().stream()
        .allMatch(each -> consumer.position(each.getKey()) >= each.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(partition, 0L)) {
          records.add(record);
        }
      }
      long now = ends.keySet().stream().mapToLong(consumer::position).sum();
      if (now > reached) {
        reached = now;
        progressNanos = System.nanoTime();
      } else if (System.nanoTime() - progressNanos > SILENCE_LIMIT_NANOS) {
        throw new IllegalStateException(
            "Reading " + consumer.assignment() + " made no progress for 60 seconds");
      }
    }
  }
}
