package dev.recency.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A job that Flink's client has submitted. */
final class RunningJob {
  private static final Path JAR = Path.of("target", "recency-job.jar").toAbsolutePath();
  private static final Pattern ID = Pattern.compile("submitted with JobID ([0-9a-f]{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed\\. Path: (\\S+)");
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final StandaloneCluster cluster;
  private final ClusterRest rest;
  private final String id;

  private RunningJob(StandaloneCluster cluster, String id) {
    this.cluster = cluster;
    this.rest = cluster.rest();
    this.id = id;
  }

  /**
   * Does what {@code flink run -d} does and waits until all tasks run.
   *
   * @param clientOptions of {@code flink run}, such as {@code -p 2}
   * @param arguments of the job
   */
  static RunningJob submit(
      StandaloneCluster cluster, List<String> clientOptions, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("run", "-d"));
    all.addAll(clientOptions);
    all.add(JAR.toString());
    all.addAll(arguments);
    String id = cluster.client(all.toArray(String[]::new)).ended(ID);
    RunningJob job = new RunningJob(cluster, id);
    job.awaitRunning(0);
    return job;
  }

  /** Waits until all tasks run, and have since a moment after this one. */
  void awaitRunning(long sinceMillis) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> rest.running(id, sinceMillis));
  }

  /** When the JobManager took it, milliseconds of the wall clock. */
  long startMillis() throws IOException {
    return rest.startMillis(id);
  }

  /** Waits for a checkpoint that completes after this call. */
  void awaitNewCheckpoint() throws IOException {
    long last = rest.completedCheckpoint(id);
    await().atMost(PATIENCE).until(() -> rest.completedCheckpoint(id) > last);
  }

  /** The TaskManagers that run its tasks. */
  Set<String> taskManagers() throws IOException {
    return rest.taskManagers(id);
  }

  /** What became of its records, by name of the metric. */
  Map<String, Long> metrics(String pattern) throws IOException {
    return rest.metrics(id, pattern);
  }

  /** Does what {@code flink stop} does; returns where the savepoint is. */
  String stopWithSavepoint(Path directory) {
    return cluster
        .client("stop", "--savepointPath", directory.toUri().toString(), id)
        .ended(SAVEPOINT);
  }

  /** Stops it with a savepoint, without the client. */
  void stop() throws IOException {
    rest.stop(id);
    await().atMost(PATIENCE).until(() -> rest.finished(id));
  }
}
