package dev.recency.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A Flink cluster in this process: one JobManager and some TaskManagers, which can be killed. Takes
 * the settings of a {@code config.yaml}; temporary files go under the given directory.
 */
public final class LocalCluster implements AutoCloseable {
  /** The name that Flink gives to the group of its tasks' threads. */
  private static final String TASK_THREADS = "Flink Task Threads";

  private final MiniCluster cluster;
  private final Configuration configuration;

  private LocalCluster(MiniCluster cluster, Configuration configuration) {
    this.cluster = cluster;
    this.configuration = configuration;
  }

  /**
   * Starts a cluster and waits until it takes jobs.
   *
   * @param settings keys of Flink's configuration; they win over what this class sets
   * @param directory for temporary files and, unless set, checkpoints; the caller removes it
   */
  public static LocalCluster start(
      int taskManagers, int slotsPerTaskManager, Map<String, String> settings, Path directory) {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.TMP_DIRS, directory.resolve("flink-tmp").toString());
    configuration.set(WebOptions.TMP_DIR, directory.resolve("flink-web").toString());
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        location(directory.resolve("flink-checkpoints")));
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    configuration.addAll(Configuration.fromMap(settings));
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(taskManagers)
                .setNumSlotsPerTaskManager(slotsPerTaskManager)
                .withRandomPorts()
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      throw new IllegalStateException("Flink did not start: " + e.getMessage(), e);
    }
    return new LocalCluster(cluster, configuration);
  }

  /** An environment to build a job in; submit it with {@link #submit}, not with execute(). */
  public StreamExecutionEnvironment environment() {
    return environment(Optional.empty());
  }

  /** Like {@link #environment()}, for a job that goes on from a savepoint. */
  public StreamExecutionEnvironment environment(Optional<String> savepoint) {
    Configuration copy = new Configuration(configuration);
    savepoint.ifPresent(path -> copy.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    return new StreamExecutionEnvironment(copy);
  }

  /** Submits what was built in {@code environment} and returns at once. */
  public JobID submit(StreamExecutionEnvironment environment) {
    return submit(environment, "job");
  }

  /** Submits what was built in {@code environment} under a name and returns at once. */
  public JobID submit(StreamExecutionEnvironment environment, String jobName) {
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(jobName);
    return await(cluster.submitJob(graph.getJobGraph())).getJobID();
  }

  /** Completes when the job has reached its end, whatever that is. */
  public CompletableFuture<JobResult> result(JobID job) {
    return cluster.requestJobResult(job);
  }

  /** Where the job stands now. */
  public JobStatus status(JobID job) {
    return await(cluster.getJobStatus(job));
  }

  /**
   * Whether a thread does the work of some job's tasks: that of a task, or one that it has made, such
   * as those of its Kafka clients. The JobManager's and the TaskManagers' own threads do not.
   */
  public static boolean taskThread(Thread thread) {
    ThreadGroup group = thread.getThreadGroup(); // null: it has ended
    while (group != null && !group.getName().equals(TASK_THREADS)) {
      group = group.getParent();
    }
    return group != null;
  }

  /** Takes a checkpoint and waits until it is complete; returns its number. */
  public long checkpoint(JobID job) {
    return await(cluster.triggerCheckpoint(job, CheckpointType.FULL));
  }

  /** Stops the job with a savepoint under {@code directory}; returns the savepoint's path. */
  public String stopWithSavepoint(JobID job, Path directory) {
    return await(
        cluster.stopWithSavepoint(job, location(directory), false, SavepointFormatType.CANONICAL));
  }

  /** As Flink reads it: it escapes the text itself, so that an escaped blank names another file. */
  static String location(Path directory) {
    return org.apache.flink.core.fs.Path.fromLocalFile(directory.toAbsolutePath().toFile())
        .toString();
  }

  /** Cancels the job and waits for its end. */
  public void cancel(JobID job) {
    await(cluster.cancelJob(job));
    await(cluster.requestJobResult(job));
  }

  /** Kills a TaskManager, counted from 0 in the order of their start, and waits for its end. */
  public void terminateTaskManager(int index) {
    await(cluster.terminateTaskManager(index));
  }

  /** Adds a TaskManager, for example in place of a killed one. */
  public void startTaskManager() {
    try {
      cluster.startTaskManager();
    } catch (Exception e) {
      throw new IllegalStateException("No TaskManager was started: " + e.getMessage(), e);
    }
  }

  /** Where its REST API answers, {@code http://HOST:PORT}. */
  public String restAddress() {
    return await(cluster.getRestAddress()).toString();
  }

  /** Flink's own cluster, for what this class does not offer. */
  public MiniCluster miniCluster() {
    return cluster;
  }

  @Override
  public void close() {
    await(cluster.closeAsync());
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      throw new IllegalStateException("Flink refused: " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for Flink", e);
    }
  }
}
