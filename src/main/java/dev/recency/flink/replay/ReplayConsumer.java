package dev.recency.flink.replay;

import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Makes the consumers of a replay.
 *
 * @param options of the consumer; what a replay depends on is set here and overrides them
 */
record ReplayConsumer(String bootstrapServers, String topic, Map<String, String> options)
    implements Serializable {
  private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(30);

  ReplayConsumer {
    options = Map.copyOf(options);
  }

  KafkaConsumer<byte[], byte[]> open() {
    Map<String, Object> all = new HashMap<>(options);
    all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    all.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The topic as it is now. */
  ReplaySplit lookUp() {
    try (KafkaConsumer<byte[], byte[]> consumer = open()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic, LOOKUP_TIMEOUT).stream()
              .map(PartitionInfo::partition)
              .sorted()
              .map(partition -> new TopicPartition(topic, partition))
              .toList();
      if (partitions.isEmpty()) {
        throw new IllegalStateException("topic [" + topic + "] does not exist: create it first");
      }
      Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, LOOKUP_TIMEOUT);
      Map<TopicPartition, Long> end = consumer.endOffsets(partitions, LOOKUP_TIMEOUT);
      return new ReplaySplit(
          topic,
          partitions.stream()
              .map(
                  each ->
                      new ReplaySplit.Range(
                          each.partition(),
                          first.getOrDefault(each, 0L),
                          end.getOrDefault(each, 0L)))
              .filter(range -> range.nextOffset() < range.endOffset())
              .toList());
    }
  }
}
