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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Questions to a JobManager over HTTP. */
final class ClusterRest {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  // The server takes no request line of more than 4,096 bytes.
  private static final int NAMES_AT_ONCE = 20;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;

  ClusterRest(String address) {
    this.address = address;
  }

  private JsonNode get(String path) throws IOException {
    return answer(path, HttpRequest.newBuilder(URI.create(address + path)));
  }

  private JsonNode answer(String path, HttpRequest.Builder asked) throws IOException {
    HttpRequest request = asked.timeout(ANSWER_LIMIT).build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IOException("[" + path + "] was answered with " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the JobManager was asked", e);
    }
  }

  /** How many TaskManagers have registered; 0 while the JobManager itself is not there. */
  int taskManagers() throws IOException {
    try {
      return get("/overview").path("taskmanagers").asInt();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Whether all tasks of a job run, and have since a moment after this one. */
  boolean running(String job, long sinceMillis) throws IOException {
    JsonNode details = get("/jobs/" + job);
    return details.path("state").asText().equals("RUNNING")
        && details.path("timestamps").path("RUNNING").asLong() > sinceMillis
        && StreamSupport.stream(details.path("vertices").spliterator(), false)
            .allMatch(
                vertex ->
                    vertex.path("tasks").path("RUNNING").asInt()
                        == vertex.path("parallelism").asInt());
  }

  /** When the JobManager took a job, milliseconds of the wall clock. */
  long startMillis(String job) throws IOException {
    return get("/jobs/" + job).path("start-time").asLong();
  }

  /** Begins to stop a job with a savepoint, whose directory has to be configured. */
  void stop(String job) throws IOException {
    String path = "/jobs/" + job + "/stop";
    answer(
        path,
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"drain\":false}")));
  }

  /** Whether a job has ended in an orderly way. */
  boolean finished(String job) throws IOException {
    return get("/jobs/" + job).path("state").asText().equals("FINISHED");
  }

  /** The names of the TaskManagers that run tasks of a job. */
  Set<String> taskManagers(String job) throws IOException {
    Set<String> names = new TreeSet<>();
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      get(vertex(job, vertex) + "/taskmanagers")
          .path("taskmanagers")
          .forEach(each -> names.add(each.path("taskmanager-id").asText()));
    }
    return names;
  }

  /** The number of the newest completed checkpoint; 0 if there is none. */
  long completedCheckpoint(String job) throws IOException {
    return get("/jobs/" + job + "/checkpoints")
        .path("latest")
        .path("completed")
        .path("id")
        .asLong();
  }

  /** All metrics of a job's tasks whose names match, summed over their tasks of one vertex. */
  Map<String, Long> metrics(String job, String pattern) throws IOException {
    Map<String, Long> sums = new HashMap<>();
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      String path = vertex(job, vertex) + "/subtasks/metrics";
      List<String> names =
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

  private static String vertex(String job, JsonNode vertex) {
    return "/jobs/" + job + "/vertices/" + vertex.path("id").asText();
  }
}
