package dev.recency.cli;

import dev.recency.format.JsonLines;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.Sink;
import dev.recency.plan.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The topics that a plan names: which are read, which are written, and how records look as JSON. */
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

  /** Topics that the statements name, be it to read or to write. */
  Set<String> all() {
    Set<String> names = new LinkedHashSet<>(sources());
    names.addAll(sinks());
    return names;
  }

  /** Reader and writer of the topics' records as lines. */
  JsonLines lines() {
    List<JsonLines.Topic> topics = new ArrayList<>();
    for (Source source : plan.sources()) {
      topics.add(new JsonLines.Topic(source.serialization(), source.columns(), source.keyWindow()));
    }
    for (Query query : plan.queries()) {
      Sink sink = query.sink();
      topics.add(new JsonLines.Topic(sink.serialization(), sink.columns(), sink.keyWindow()));
    }
    return JsonLines.of(topics);
  }
}
