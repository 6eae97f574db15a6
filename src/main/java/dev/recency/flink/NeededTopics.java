package dev.recency.flink;

import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.Sink;
import dev.recency.plan.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of a job as they have to be created. Several declarations may name one topic: the
 * number of partitions is the one that is declared anywhere, else one.
 */
final class NeededTopics {
  private record Declared(int partitions, String by) {}

  private final Map<String, Declared> partitions = new HashMap<>();
  private final Map<String, Optional<Sink>> sinks = new LinkedHashMap<>();

  private NeededTopics() {}

  /**
   * The topics of a plan and the one of its dead letters, in this order.
   *
   * @throws IllegalArgumentException if two declarations of a topic contradict each other
   */
  static List<NewTopic> of(Plan plan, String deadLetterTopic) {
    NeededTopics needed = new NeededTopics();
    for (Source source : plan.sources()) {
      if (source.declared()) {
        needed.sinks.putIfAbsent(source.serialization().topic(), Optional.empty());
        needed.declare(source.serialization().topic(), source.partitions(), source.name());
      }
    }
    for (Query query : plan.queries()) {
      Sink sink = query.sink();
      needed.sinks.merge(
          sink.serialization().topic(),
          Optional.of(sink),
          (first, next) -> first.isPresent() ? first : next);
      needed.declare(sink.serialization().topic(), sink.partitions(), query.id());
    }
    List<NewTopic> topics = new ArrayList<>();
    needed.sinks.forEach((name, sink) -> topics.add(needed.topic(name, sink)));
    topics.add(new NewTopic(deadLetterTopic, Optional.of(1), Optional.empty()));
    return topics;
  }

  private void declare(String topic, OptionalInt number, String by) {
    if (number.isEmpty()) {
      return;
    }
    Declared now = new Declared(number.getAsInt(), by);
    Declared before = partitions.putIfAbsent(topic, now);
    if (before != null && before.partitions() != now.partitions()) {
      throw new IllegalArgumentException(
          "topic [%s] has [%d] partitions in [%s] and [%d] in [%s]: declare one number"
              .formatted(topic, before.partitions(), before.by(), now.partitions(), by));
    }
  }

  private NewTopic topic(String name, Optional<Sink> sink) {
    Declared declared = partitions.get(name);
    Optional<Short> replicas =
        sink.filter(each -> each.replicas().isPresent())
            .map(each -> (short) each.replicas().getAsInt());
    NewTopic topic =
        new NewTopic(name, Optional.of(declared == null ? 1 : declared.partitions()), replicas);
    sink.ifPresent(
        each ->
            each.retentionMillis()
                .ifPresent(
                    millis ->
                        topic.configs(
                            Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(millis)))));
    return topic;
  }
}
