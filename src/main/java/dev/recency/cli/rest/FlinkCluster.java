package dev.recency.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * A Flink cluster over its REST API. Answers about a job may be as old as {@code
 * web.refresh-interval} of the cluster, three seconds unless configured otherwise.
 *
 * <p>Every method throws {@link ClusterException} if the cluster does not answer, refuses, or answers
 * what it does not document.
 */
public final class FlinkCluster {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GRAPH = "job.graph";

  private final RestCalls calls;

  private FlinkCluster(RestCalls calls) {
    this.calls = calls;
  }

  /**
   * The cluster at an address such as {@code http://localhost:8081}.
   *
   * @throws IllegalArgumentException if it is no address of HTTP
   */
  public static FlinkCluster at(String address) {
    return new FlinkCluster(RestCalls.to(address));
  }

  /** Flink's version there; also tells whether it is Flink that answers. */
  public String version() {
    JsonNode version = calls.get("config").path("flink-version");
    if (!version.isTextual()) {
      throw calls.notFlink(null);
    }
    return version.textValue();
  }

  /** For how long an answer about a job may be given again. */
  public Duration answersKept() {
    return Duration.ofMillis(calls.get("config").path("refresh-interval").asLong());
  }

  /** The cluster's settings; what is secret is stars. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    calls
        .get("jobmanager/config")
        .forEach(each -> settings.put(each.path("key").asText(), each.path("value").asText()));
    return settings;
  }

  /** All jobs that the cluster remembers. */
  public List<JobState> jobs() {
    List<JobState> jobs = new ArrayList<>();
    calls.get("jobs/overview").path("jobs").forEach(job -> jobs.add(state(job)));
    return jobs;
  }

  private static JobState state(JsonNode job) {
    return new JobState(
        job.path("jid").asText(),
        job.path("name").asText(),
        job.path("state").asText(),
        job.path("start-time").asLong());
  }

  /** The global parameters of a job. */
  public Map<String, String> parameters(String job) {
    Map<String, String> parameters = new LinkedHashMap<>();
    calls
        .get("jobs/" + job + "/config")
        .path("execution-config")
        .path("user-config")
        .properties()
        .forEach(each -> parameters.put(each.getKey(), each.getValue().asText()));
    return parameters;
  }

  /** How a job is made up, and its states, as {@code /jobs/:jobid} has it. */
  public JsonNode details(String job) {
    return calls.get("jobs/" + job);
  }

  /** What its checkpoints were like, as {@code /jobs/:jobid/checkpoints} has it. */
  public JsonNode checkpoints(String job) {
    return calls.get("jobs/" + job + "/checkpoints");
  }

  /** Metrics of a task, each over all its subtasks, whose names are wanted. */
  public List<MetricSample> metrics(String job, String vertex, Predicate<String> wanted) {
    String path = "jobs/" + job + "/vertices/" + vertex + "/subtasks/metrics";
    List<String> names = new ArrayList<>();
    calls.get(path).forEach(each -> names.add(each.path("id").asText()));
    List<MetricSample> samples = new ArrayList<>();
    for (String query : MetricSample.queries(names.stream().filter(wanted).toList())) {
      calls.get(path + query).forEach(each -> samples.add(MetricSample.of(each)));
    }
    return samples;
  }

  /** How often a job was restarted; empty if the cluster does not know yet. */
  public OptionalLong restarts(String job) {
    JsonNode answer = calls.get("jobs/" + job + "/metrics?get=numRestarts");
    return answer.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(answer.get(0).path("value").asLong());
  }

  /** How far a job has come. */
  public JobProgress progress(String job) {
    JsonNode details = details(job);
    int tasks = 0;
    int running = 0;
    for (JsonNode vertex : details.path("vertices")) {
      tasks += vertex.path("parallelism").asInt();
      running += vertex.path("tasks").path("RUNNING").asInt();
    }
    JobState state = state(details);
    // Before that it has no checkpoints, and Flink calls the question an error.
    boolean begun = !state.state().equals("INITIALIZING");
    return new JobProgress(state, tasks, running, failure(job), begun ? completed(job) : 0);
  }

  /** Why a job failed the last time, if it did. */
  public Optional<String> failure(String job) {
    JsonNode failures =
        calls.get("jobs/" + job + "/exceptions").path("exceptionHistory").path("entries");
    return failures.isEmpty()
        ? Optional.empty()
        : Optional.of(Reason.of(failures.get(0).path("stacktrace").asText()));
  }

  private long completed(String job) {
    return checkpoints(job).path("counts").path("completed").asLong();
  }

  /**
   * Begins to stop a job with a savepoint under {@code directory}.
   *
   * @param id of what is begun, 32 hexadecimal digits
   */
  public Trigger stop(String job, String directory, String id) {
    ObjectNode request = JSON.createObjectNode().put("targetDirectory", directory);
    request.put("drain", false).put("formatType", "CANONICAL").put("triggerId", id);
    return savepoint(job, calls.post("jobs/" + job + "/stop", request).path("request-id").asText());
  }

  /** What was begun under this id. */
  public static Trigger savepoint(String job, String id) {
    return new Trigger("jobs/" + job + "/savepoints/" + id);
  }

  /** Begins a checkpoint. */
  public Trigger checkpoint(String job) {
    ObjectNode request = JSON.createObjectNode().put("checkpointType", "CONFIGURED");
    String id = calls.post("jobs/" + job + "/checkpoints", request).path("request-id").asText();
    return new Trigger("jobs/" + job + "/checkpoints/" + id);
  }

  /** Something that the cluster has begun. */
  public record Trigger(String path) {}

  /** What became of it; empty while it goes on. */
  public Optional<Outcome> outcome(Trigger trigger) {
    JsonNode answer = calls.get(trigger.path());
    if (!answer.path("status").path("id").asText().equals("COMPLETED")) {
      return Optional.empty();
    }
    JsonNode operation = answer.path("operation");
    for (String name : List.of("failure-cause", "failureCause")) {
      if (operation.hasNonNull(name)) {
        return Optional.of(
            new Outcome.Failed(Reason.of(operation.path(name).path("stack-trace").asText())));
      }
    }
    return Optional.of(new Outcome.Done(operation.path("location").asText()));
  }

  /** What became of something that the cluster had begun. */
  public sealed interface Outcome {
    /**
     * It is done.
     *
     * @param location of the savepoint, if it was one
     */
    record Done(String location) implements Outcome {}

    /** It failed. */
    record Failed(String reason) implements Outcome {}
  }

  /** Begins to cancel a job. */
  public void cancel(String job) {
    calls.patch("jobs/" + job + "?mode=cancel");
  }

  /**
   * Submits a job.
   *
   * @param graph a serialized {@code JobGraph}
   * @param jar with the job's classes
   * @return its id
   * @throws FileNotFoundException if the jar is not there
   */
  public String submit(byte[] graph, Path jar) throws FileNotFoundException {
    String jarName = Objects.requireNonNull(jar.getFileName()).toString();
    ObjectNode request = JSON.createObjectNode().put("jobGraphFileName", GRAPH);
    request.putArray("jobJarFileNames").add(jarName);
    request.putArray("jobArtifactFileNames");
    Upload upload = new Upload(request).add(GRAPH, graph).add(jarName, jar);
    String url = calls.post("jobs", upload.contentType(), upload.body()).path("jobUrl").asText();
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
