package dev.recency.cli;

import dev.recency.format.JsonLines;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.Sink;
import dev.recency.plan.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics that a plan names: which there must be, and how their records look as JSON. */
final class DeclaredTopics {
  private final Plan plan;

  DeclaredTopics(Plan plan) {
    this.plan = plan;
  }

  /** Topics that the declared sources stand for, in order of declaration. */
  Set<String> sources() {
    Set<String> names = new LinkedHashSet<>();
    plan.sources().stream()
        .filter(Source::declared)
        .forEach(source -> names.add(source.serialization().topic()));
    return names;
  }

  /** Topics that the queries write, in the order of their statements. */
  Set<String> sinks() {
    Set<String> names = new LinkedHashSet<>();
    plan.queries().forEach(query -> names.add(query.sink().serialization().topic()));
    return names;
  }

  /** All topics with the declared number of partitions, else one; one copy of each. */
  List<NewTopic> all(String deadLetterTopic) {
    Map<String, Integer> partitions = new LinkedHashMap<>();
    for (Source source : plan.sources()) {
      if (source.declared()) {
        declare(partitions, source.serialization().topic(), source.partitions());
      }
    }
    for (Query query : plan.queries()) {
      declare(partitions, query.sink().serialization().topic(), query.sink().partitions());
    }
    declare(partitions, deadLetterTopic, OptionalInt.of(1));
    List<NewTopic> topics = new ArrayList<>();
    partitions.forEach((name, count) -> topics.add(new NewTopic(name, count, (short) 1)));
    return topics;
  }

  /** Reader and writer of the topics' records as lines. */
  JsonLines lines() {
    List<JsonLines.Topic> topics = new ArrayList<>();
    for (Source source : plan.sources()) {
      topics.add(new JsonLines.Topic(source.serialization(), source.columns()));
    }
    for (Query query : plan.queries()) {
      Sink sink = query.sink();
      topics.add(new JsonLines.Topic(sink.serialization(), sink.columns()));
    }
    return JsonLines.of(topics);
  }

  private static void declare(Map<String, Integer> partitions, String name, OptionalInt declared) {
    partitions.putIfAbsent(name, declared.orElse(1));
  }
}
