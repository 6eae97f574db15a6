package dev.recency.plan;

import java.util.List;

/**
 * A script that can run.
 *
 * @param inputs the sources that queries read, in order of declaration; first those declared
 *     over a topic, then those that queries make
 * @param queries in the order of their statements
 * @param notices what the author of the script should know
 */
public record Plan(
    List<Source> sources, List<Input> inputs, List<Query> queries, List<Notice> notices) {
  public Plan {
    sources = List.copyOf(sources);
    inputs = List.copyOf(inputs);
    queries = List.copyOf(queries);
    notices = List.copyOf(notices);
  }

  /** The input of this query. */
  public Input inputOf(Query query) {
    return inputs.stream()
        .filter(input -> input.source().name().equals(query.source()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no input [" + query.source() + "]"));
  }
}
