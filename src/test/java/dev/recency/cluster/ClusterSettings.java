package dev.recency.cluster;

import dev.recency.local.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A directory of settings: the shipped {@code flink-conf} with what differs on one machine (hosts,
 * ports, directories) and what a test cannot wait for.
 */
final class ClusterSettings {
  private static final Path SHIPPED = Path.of("flink-conf");
  private static final String HOST = "127.0.0.1";

  private final Path directory;
  private final Configuration configuration;

  private ClusterSettings(Path directory, Configuration configuration) {
    this.directory = directory;
    this.configuration = configuration;
  }

  /**
   * Writes the settings to {@code work/conf}.
   *
   * @param work for the settings and for the cluster's files
   * @param overrides what else is to differ from the shipped settings
   */
  static ClusterSettings write(Path work, Map<String, String> overrides) throws IOException {
    Configuration settings = GlobalConfiguration.loadConfiguration(SHIPPED.toString());
    settings.addAll(Configuration.fromMap(ofThisMachine(work)));
    settings.addAll(Configuration.fromMap(overrides));
    Path directory = Files.createDirectories(work.resolve("conf"));
    Files.write(
        directory.resolve(GlobalConfiguration.FLINK_CONF_FILENAME),
        ConfigurationUtils.convertConfigToWritableLines(settings, false));
    Files.copy(SHIPPED.resolve("log4j-console.properties"), log4j(directory));
    return new ClusterSettings(directory, settings);
  }

  private static Map<String, String> ofThisMachine(Path work) throws IOException {
    Path temporary = Files.createDirectories(work.resolve("tmp"));
    return Map.ofEntries(
        Map.entry("jobmanager.rpc.address", HOST),
        Map.entry("jobmanager.rpc.port", Integer.toString(FreePort.find())),
        Map.entry("jobmanager.bind-host", HOST),
        Map.entry("taskmanager.host", HOST),
        Map.entry("taskmanager.bind-host", HOST),
        Map.entry("rest.address", HOST),
        Map.entry("rest.bind-address", HOST),
        Map.entry("rest.port", Integer.toString(FreePort.find())),
        Map.entry("io.tmp.dirs", temporary.toString()),
        Map.entry("execution.checkpointing.dir", work.resolve("checkpoints").toUri().toString()),
        Map.entry(
            "execution.checkpointing.savepoint-dir",
            work.resolve("savepoints").toUri().toString()));
  }

  private static Path log4j(Path directory) {
    return directory.resolve("log4j-console.properties");
  }

  Path directory() {
    return directory;
  }

  /** Where the JobManager answers to HTTP. */
  String restAddress() {
    return "http://" + HOST + ":" + configuration.get(RestOptions.PORT);
  }

  /** Options of Java for a JobManager, as Flink's start scripts find them. */
  List<String> jobManagerOptions() {
    return options(
        JobManagerProcessUtils.generateJvmParametersStr(
            JobManagerProcessUtils.processSpecFromConfig(configuration), configuration));
  }

  private TaskExecutorProcessSpec taskManager() {
    return TaskExecutorProcessUtils.processSpecFromConfig(configuration);
  }

  /** The same for a TaskManager. */
  List<String> taskManagerOptions() {
    return options(ProcessMemoryUtils.generateJvmParametersStr(taskManager()));
  }

  /** Arguments of a TaskManager: how it divides its memory. */
  List<String> taskManagerArguments() {
    return words(TaskExecutorProcessUtils.generateDynamicConfigsStr(taskManager()));
  }

  /** Options of Java for the command line. */
  List<String> clientOptions() {
    return options("-Xmx512m");
  }

  private List<String> options(String memory) {
    List<String> options = new ArrayList<>(words(memory));
    options.addAll(words(configuration.get(CoreOptions.FLINK_JVM_OPTIONS)));
    options.add("-XX:+UseSerialGC");
    options.add("-XX:TieredStopAtLevel=1");
    options.add("-Djava.io.tmpdir=" + directory.resolveSibling("tmp"));
    options.add("-Dlog4j.configurationFile=" + log4j(directory));
    return options;
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.trim().split("\\s+"));
  }
}
