package dev.recency.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/** How far applications of Kafka Streams have come. */
record StreamsOffsets(Admin admin) {
  /** What an application has committed, by partition. */
  Map<TopicPartition, Long> committed(String application) throws InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        get(admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata());
    Map<TopicPartition, Long> committed = new HashMap<>();
    offsets.forEach(
        (partition, offset) -> {
          if (offset != null) {
            committed.put(partition, offset.offset());
          }
        });
    return committed;
  }

  /** Whether all topics that the application reads, its own ones included, are read to the end. */
  boolean reachEnds(String application, Topology topology, Map<TopicPartition, Long> committed)
      throws InterruptedException {
    List<String> topics = topics(application, topology);
    Set<String> existing =
        get(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
    if (!existing.containsAll(topics)) {
      return false; // its own topics are still to be made
    }
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    get(admin.describeTopics(topics).allTopicNames())
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(
                        each ->
                            asked.put(
                                new TopicPartition(topic, each.partition()), OffsetSpec.latest())));
    return get(admin.listOffsets(asked).all()).entrySet().stream()
        .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue().offset());
  }

  private static List<String> topics(String application, Topology topology) {
    List<String> topics = new ArrayList<>();
    for (TopologyDescription.Subtopology part : topology.describe().subtopologies()) {
      for (TopologyDescription.Node node : part.nodes()) {
        if (node instanceof TopologyDescription.Source source) {
          source.topicSet().forEach(topic -> topics.add(name(application, topic)));
        }
      }
    }
    return topics;
  }

  private static String name(String application, String topic) {
    return topic.endsWith("-repartition") ? application + "-" + topic : topic;
  }

  private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new IllegalStateException("Kafka refused: " + cause.getMessage(), cause);
    }
  }
}
