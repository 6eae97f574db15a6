package dev.recency.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Questions to a JobManager over HTTP. One that does not answer counts as one that knows nothing. */
final class ClusterRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NAMES_AT_ONCE = 50;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;

  ClusterRest(String address) {
    this.address = address;
  }

  private JsonNode get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(10)).build();
    try {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200
          ? JSON.readTree(response.body())
          : JSON.createObjectNode();
    } catch (IOException e) {
      return JSON.createObjectNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the JobManager was asked", e);
    }
  }

  /** How many TaskManagers have registered. */
  int taskManagers() {
    return get("/overview").path("taskmanagers").asInt();
  }

  /** Whether all tasks of a job run, and have since a moment after this one. */
  boolean running(String job, long sinceMillis) {
    JsonNode details = get("/jobs/" + job);
    return details.path("state").asText().equals("RUNNING")
        && details.path("timestamps").path("RUNNING").asLong() > sinceMillis
        && StreamSupport.stream(details.path("vertices").spliterator(), false)
            .allMatch(
                vertex ->
                    vertex.path("tasks").path("RUNNING").asInt()
                        == vertex.path("parallelism").asInt());
  }

  /** The names of the TaskManagers that run tasks of a job. */
  Set<String> taskManagers(String job) {
    Set<String> names = new TreeSet<>();
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      get("/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/taskmanagers")
          .path("taskmanagers")
          .forEach(each -> names.add(each.path("taskmanager-id").asText()));
    }
    return names;
  }

  /** The number of the newest completed checkpoint; 0 if there is none. */
  long completedCheckpoint(String job) {
    return get("/jobs/" + job + "/checkpoints")
        .path("latest")
        .path("completed")
        .path("id")
        .asLong();
  }

  /** All metrics of a job's tasks whose names match, summed over their tasks of one vertex. */
  Map<String, Long> metrics(String job, String pattern) {
    Map<String, Long> sums = new HashMap<>();
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      String path =
          "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      var names =
          StreamSupport.stream(get(path).spliterator(), false)
              .map(each -> each.path("id").asText())
              .filter(name -> name.matches(pattern))
              .toList();
      for (int from = 0; from < names.size(); from += NAMES_AT_ONCE) {
        String some =
            names.stream().skip(from).limit(NAMES_AT_ONCE).collect(Collectors.joining(","));
        for (JsonNode metric : get(path + "?agg=sum&get=" + some)) {
          sums.merge(metric.path("id").asText(), metric.path("sum").asLong(), Long::sum);
        }
      }
    }
    return sums;
  }
}
