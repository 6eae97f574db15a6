package dev.recency.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A JobManager and TaskManagers, each a process, with the shipped settings and Flink's own main
 * classes. Their output is in the directory of the logs, one file for each.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final Path DISTRIBUTION = Path.of("target", "flink-dist").toAbsolutePath();
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final ClusterSettings settings;
  private final Path logs;
  private final ClusterProcess jobManager;
  private final Map<String, ClusterProcess> taskManagers = new HashMap<>();
  private int taskManagerStarts;
  private int clientStarts;

  private StandaloneCluster(ClusterSettings settings, Path logs) {
    this.settings = settings;
    this.logs = logs;
    jobManager =
        java(
            "jobmanager",
            settings.jobManagerOptions(),
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            List.of("--configDir", settings.directory().toString()));
  }

  /**
   * Starts a JobManager; it answers a few seconds later.
   *
   * @param work for the cluster's files
   * @param overrides what is to differ from the shipped settings
   */
  static StandaloneCluster start(Path work, Path logs, Map<String, String> overrides)
      throws IOException {
    if (!Files.isDirectory(DISTRIBUTION)) {
      throw new IllegalStateException(
          "no Flink in [" + DISTRIBUTION + "]: run mvn -B -DskipTests pre-integration-test");
    }
    return new StandaloneCluster(ClusterSettings.write(work, overrides), logs);
  }

  /** Starts one more TaskManager. */
  void startTaskManager() {
    String name = "taskmanager-" + ++taskManagerStarts;
    List<String> arguments =
        new ArrayList<>(List.of("--configDir", settings.directory().toString()));
    arguments.addAll(settings.taskManagerArguments());
    arguments.addAll(List.of("-D", "taskmanager.resource-id=" + name));
    taskManagers.put(
        name,
        java(
            name,
            settings.taskManagerOptions(),
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            arguments));
  }

  /** Ends a TaskManager, as {@code kill -9} does. */
  void killTaskManager(String name) {
    Objects.requireNonNull(taskManagers.remove(name)).kill();
  }

  /** Waits until so many TaskManagers have registered. */
  void awaitTaskManagers(int count) {
    ClusterRest rest = rest();
    await()
        .atMost(START_LIMIT)
        .until(
            () -> {
              jobManager.requireAlive();
              taskManagers.values().forEach(ClusterProcess::requireAlive);
              return rest.taskManagers() >= count;
            });
  }

  ClusterRest rest() {
    return new ClusterRest(settings.restAddress());
  }

  /** Starts Flink's client, as {@code flink ARGUMENT…} does. */
  ClusterProcess client(String... arguments) {
    return java(
        "client-" + ++clientStarts,
        settings.clientOptions(),
        "org.apache.flink.client.cli.CliFrontend",
        Arrays.asList(arguments));
  }

  private ClusterProcess java(
      String name, List<String> options, String mainClass, List<String> arguments) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-cp", DISTRIBUTION.resolve("lib") + "/*", mainClass));
    all.addAll(arguments);
    Map<String, String> environment =
        Map.of(
            "FLINK_CONF_DIR", settings.directory().toString(),
            "FLINK_LIB_DIR", DISTRIBUTION.resolve("lib").toString(),
            "FLINK_PLUGINS_DIR", DISTRIBUTION.resolve("plugins").toString());
    return ClusterProcess.start(name, logs, environment, all);
  }

  /** Ends all processes. */
  @Override
  public void close() {
    taskManagers.values().forEach(ClusterProcess::close);
    jobManager.close();
  }
}
