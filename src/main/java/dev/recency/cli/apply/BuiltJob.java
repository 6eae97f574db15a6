package dev.recency.cli.apply;

import dev.recency.flink.Delivery;
import dev.recency.flink.JobBuilder;
import dev.recency.flink.PublishedJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A job as a cluster takes it; made before anything is stopped, so that mistakes show up then. */
final class BuiltJob {
  private static final String INTERVAL = "execution.checkpointing.interval";

  private final JobGraph graph;
  private final PublishedJob job;

  private BuiltJob(JobGraph graph, PublishedJob job) {
    this.graph = graph;
    this.job = job;
  }

  /**
   * Builds it.
   *
   * @throws dev.recency.sql.SqlException if its definitions cannot run
   * @throws IllegalArgumentException if its options contradict each other; says what to do
   */
  static BuiltJob of(PublishedJob job) {
    StreamExecutionEnvironment environment =
        new StreamExecutionEnvironment(Configuration.fromMap(job.settings()));
    new JobBuilder(job.options()).build(environment, job.definitions());
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(job.options().jobName());
    return new BuiltJob(graph.getJobGraph(), job);
  }

  /**
   * From now on it begins with the state that lies there.
   *
   * @param leavesState whether some of that state belongs to no statement any more
   */
  BuiltJob from(String savepoint, boolean leavesState) {
    graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint, leavesState));
    return this;
  }

  /** The id that the cluster will know it by. */
  String id() {
    return graph.getJobID().toHexString();
  }

  /** Whether it takes checkpoints. */
  boolean checkpoints() {
    return job.settings().containsKey(INTERVAL);
  }

  /** Whether its commands are only visible once a checkpoint is complete. */
  boolean exactlyOnce() {
    return job.options().delivery() == Delivery.EXACTLY_ONCE;
  }

  /** As it is sent. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
      output.writeObject(graph);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
