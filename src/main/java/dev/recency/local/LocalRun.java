package dev.recency.local;

import dev.recency.flink.Definitions;
import dev.recency.flink.JobBuilder;
import dev.recency.flink.JobOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * One run of definitions in this process: a broker, unless there is one already, and a Flink
 * cluster. {@link #close} stops both, Flink first, and removes every temporary file.
 */
public final class LocalRun implements AutoCloseable {
  private final Files files;
  private final @Nullable EmbeddedKafka kafka;
  private final Topics topics;
  private final LocalCluster cluster;
  private @Nullable JobID job;

  private LocalRun(
      Files files, @Nullable EmbeddedKafka kafka, Topics topics, LocalCluster cluster) {
    this.files = files;
    this.kafka = kafka;
    this.topics = topics;
    this.cluster = cluster;
  }

  /** Where files go: a directory that is the user's and stays, or one that goes with the run. */
  private record Files(Path root, @Nullable TemporaryDirectory temporary) implements AutoCloseable {
    static Files of(Optional<Path> stateDirectory) {
      if (stateDirectory.isPresent()) {
        return new Files(stateDirectory.get(), null);
      }
      TemporaryDirectory created = TemporaryDirectory.create("recency-");
      return new Files(created.path(), created);
    }

    @Override
    public void close() {
      if (temporary != null) {
        temporary.close();
      }
    }
  }

  /**
   * Starts what a run needs.
   *
   * @param bootstrapServers of a broker; empty: one is embedded
   * @param security options of Kafka clients to reach that broker
   * @param stateDirectory keeps the embedded broker's and Flink's files; empty: temporary
   * @param settings keys of Flink's configuration
   */
  public static LocalRun open(
      Optional<String> bootstrapServers,
      Map<String, String> security,
      Optional<Path> stateDirectory,
      int parallelism,
      Map<String, String> settings) {
    Files files = Files.of(stateDirectory);
    EmbeddedKafka kafka = null;
    Topics topics = null;
    try {
      if (bootstrapServers.isEmpty()) {
        kafka = EmbeddedKafka.start(files.root());
        topics = Topics.of(kafka.bootstrapServers());
      } else {
        topics = Topics.of(bootstrapServers.get(), security);
      }
      Map<String, String> all = new HashMap<>(settings);
      all.putIfAbsent("parallelism.default", Integer.toString(parallelism));
      return new LocalRun(
          files, kafka, topics, LocalCluster.start(1, parallelism, all, files.root()));
    } catch (RuntimeException | Error e) {
      // An error too: libraries that begin to load while the process ends throw one.
      closeAll(topics, kafka, files);
      throw e;
    }
  }

  /** The topics of the run's broker. */
  public Topics topics() {
    return topics;
  }

  /**
   * Builds and submits the job.
   *
   * @param savepoint path of a savepoint to go on from
   */
  public void start(JobOptions options, Definitions definitions, Optional<String> savepoint) {
    StreamExecutionEnvironment environment = cluster.environment(savepoint);
    new JobBuilder(options).build(environment, definitions);
    job = cluster.submit(environment, options.jobName());
  }

  /**
   * Waits for the end of the job, which a replay has and a live run has not.
   *
   * @param onTick called again and again meanwhile
   * @throws InterruptedException if the thread was told to stop; the job still runs
   * @throws JobFailedException if the job ended with a failure
   */
  public void awaitEnd(Duration tick, Runnable onTick) throws InterruptedException {
    CompletableFuture<JobResult> result = cluster.result(running());
    while (true) {
      try {
        JobResult ended = result.get(tick.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended.isSuccess()) {
          throw JobFailedException.of(ended.getSerializedThrowable().orElse(null));
        }
        return;
      } catch (TimeoutException e) {
        onTick.run();
      } catch (ExecutionException e) {
        throw JobFailedException.of(e.getCause());
      }
    }
  }

  /** Stops the job so that {@link #start} can go on from where it was; returns the savepoint. */
  public String stopWithSavepoint(Path directory) {
    String savepoint = cluster.stopWithSavepoint(running(), directory);
    job = null;
    return savepoint;
  }

  @Override
  public void close() {
    closeAll(cluster, topics, kafka, files);
  }

  private JobID running() {
    JobID started = job;
    if (started == null) {
      throw new IllegalStateException("No job was started");
    }
    return started;
  }

  /** Closes all, in this order, also if one of them fails; the first failure is thrown. */
  private static void closeAll(@Nullable AutoCloseable... resources) {
    RuntimeException first = null;
    for (AutoCloseable resource : resources) {
      try {
        if (resource != null) {
          resource.close();
        }
      } catch (Exception e) {
        RuntimeException failure =
            new IllegalStateException("The run did not stop cleanly: " + e.getMessage(), e);
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
