package dev.recency.flink;

import dev.recency.plan.Plan;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Builds the Flink job of some definitions. It sets only what correctness needs: how many key
 * groups there are, no fallback serializer, streaming with aligned state, and that elements are
 * handed on within a chain, which is right because they never change. Parallelism, state backend and checkpoints are the cluster's.
 */
public final class JobBuilder {
  /** Number of key groups: fixed, because a savepoint can only be rescaled within it. */
  public static final int MAX_PARALLELISM = 720;

  private final JobOptions options;

  public JobBuilder(JobOptions options) {
    this.options = options;
  }

  /**
   * Adds the job to an environment; the caller executes it under {@link JobOptions#jobName()}.
   *
   * @return the plan that the job runs
   * @throws dev.recency.sql.SqlException if the definitions cannot run
   * @throws IllegalArgumentException if the options contradict each other; says what to do
   */
  public Plan build(StreamExecutionEnvironment environment, Definitions definitions) {
    Plan plan = definitions.plan();
    check(environment, plan);
    Configuration needed = new Configuration();
    needed.set(PipelineOptions.GENERIC_TYPES, false);
    needed.set(PipelineOptions.OBJECT_REUSE, true);
    needed.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    needed.set(PipelineOptions.NAME, options.jobName());
    needed.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    needed.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    environment.configure(needed);
    new Topology(environment, new JobParts(options, definitions, plan)).build();
    return plan;
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
