package dev.recency.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A metric over all subtasks of a task.
 *
 * @param name with the names of its operator and groups, joined by dots
 */
public record MetricSample(String name, double min, double max, double sum) {
  /** Flink takes a request line of at most 4,096 characters. */
  private static final int MAX_QUERY_LENGTH = 3_000;

  static MetricSample of(JsonNode answer) {
    return new MetricSample(
        answer.path("id").asText(),
        number(answer, "min"),
        number(answer, "max"),
        number(answer, "sum"));
  }

  /** No number is NaN, and is written as a text. */
  private static double number(JsonNode answer, String name) {
    JsonNode value = answer.path(name);
    return value.isNumber() ? value.doubleValue() : Double.NaN;
  }

  /** Requests that ask for all these names. */
  static List<String> queries(List<String> names) {
    List<String> queries = new ArrayList<>();
    StringBuilder query = new StringBuilder();
    for (String name : names) {
      String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
      if (query.length() + encoded.length() > MAX_QUERY_LENGTH) {
        queries.add(query.toString());
        query.setLength(0);
      }
      query.append(query.isEmpty() ? "?agg=min,max,sum&get=" : ",").append(encoded);
    }
    if (!query.isEmpty()) {
      queries.add(query.toString());
    }
    return queries;
  }
}
