package dev.recency.flink;

import dev.recency.flink.resume.SavedState;
import dev.recency.plan.Plan;
import dev.recency.plan.change.PlanDifference;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the Flink job of some definitions. It sets only what correctness needs: how many key
 * groups there are, no fallback serializer, streaming with aligned state, and that elements are
 * handed on within a chain, which is right because they never change. Parallelism, state backend
 * and checkpoints are the cluster's.
 */
public final class JobBuilder {
  /** Number of key groups: fixed, because a savepoint can only be rescaled within it. */
  public static final int MAX_PARALLELISM = 720;

  private static final Logger LOG = LoggerFactory.getLogger(JobBuilder.class);

  private final JobOptions options;

  public JobBuilder(JobOptions options) {
    this.options = options;
  }

  /**
   * Adds the job to an environment; the caller executes it under {@link JobOptions#jobName()}.
   *
   * @return the plan that the job runs
   * @throws dev.recency.sql.SqlException if the definitions cannot run
   * @throws IllegalArgumentException if the options contradict each other, or if the environment
   *     names a savepoint that the definitions must not go on from; says what to do
   */
  public Plan build(StreamExecutionEnvironment environment, Definitions definitions) {
    Plan plan = definitions.plan();
    check(environment, plan);
    PublishedJob published = PublishedJob.in(environment, options, definitions, plan);
    Configuration needed = new Configuration();
    needed.set(PipelineOptions.GENERIC_TYPES, false);
    needed.set(PipelineOptions.OBJECT_REUSE, true);
    needed.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    needed.set(PipelineOptions.NAME, options.jobName());
    needed.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    needed.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    needed.set(PipelineOptions.GLOBAL_JOB_PARAMETERS, all(environment, published, options));
    JobParts parts = new JobParts(options, definitions, plan);
    if (savepoint(environment).flatMap(path -> requireFit(path, parts)).isPresent()) {
      // What is unclaimed now is of statements that are gone or may lose it.
      needed.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    }
    environment.configure(needed);
    new Topology(environment, parts).build();
    return plan;
  }

  /**
   * What the job says of itself over REST and to its operators: what it said without us, what it is
   * made of, and what operators go by.
   */
  private static Map<String, String> all(
      StreamExecutionEnvironment environment, PublishedJob published, JobOptions options) {
    Map<String, String> all =
        new HashMap<>(environment.getConfig().getGlobalJobParameters().toMap());
    all.putAll(published.parameters());
    all.putAll(options.balanceInterval().parameters());
    return all;
  }

  private static Optional<String> savepoint(StreamExecutionEnvironment environment) {
    return Optional.ofNullable(
        SavepointRestoreSettings.fromConfiguration(environment.getConfiguration())
            .getRestorePath());
  }

  /**
   * What becomes of each statement if a job of these definitions goes on from a savepoint; empty if
   * it cannot be read here, but perhaps on the JobManager, which checks it too.
   *
   * @throws dev.recency.flink.resume.UnfitStateException if it must not; says what to do
   */
  public Optional<PlanDifference> requireFit(String path, Definitions definitions) {
    return requireFit(path, new JobParts(options, definitions, definitions.plan()));
  }

  private static Optional<PlanDifference> requireFit(String path, JobParts parts) {
    try {
      PlanDifference difference = SavedState.read(path).check(parts.successor());
      difference.changes().forEach(change -> LOG.info("{}", change));
      return Optional.of(difference);
    } catch (IOException e) {
      LOG.info("The state in [{}] cannot be read here: {}", path, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Checks what {@link #build} checks, before a cluster or a topic is there.
   *
   * @param environment with the settings of the cluster
   * @throws IllegalArgumentException if the options contradict each other; says what to do
   */
  public void check(StreamExecutionEnvironment environment, Plan plan) {
    new Contradictions(options).refuse(environment, plan);
  }
}
