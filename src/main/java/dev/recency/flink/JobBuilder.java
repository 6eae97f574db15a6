package dev.recency.flink;

import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Builds the Flink job of some definitions. It sets only what correctness needs: how many key
 * groups there are, no fallback serializer, and that elements are handed on within a chain, which
 * is right because they never change. Parallelism, state backend and checkpoints are the cluster's.
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
    ClientOptions.check("kafka.source.", options.sourceProperties());
    ClientOptions.check("kafka.sink.", options.sinkProperties());
    checkEnvironment(environment);
    Plan plan = definitions.plan();
    checkTopics(plan);
    Configuration needed = new Configuration();
    needed.set(PipelineOptions.GENERIC_TYPES, false);
    needed.set(PipelineOptions.OBJECT_REUSE, true);
    needed.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    needed.set(PipelineOptions.NAME, options.jobName());
    environment.configure(needed);
    new Topology(environment, options, definitions, plan).build();
    return plan;
  }

  private void checkEnvironment(StreamExecutionEnvironment environment) {
    if (!environment.isChainingEnabled()) {
      throw new IllegalArgumentException(
          "pipeline.operator-chaining.enabled is false, but the operators of a source have to be"
              + " chained to it: remove it");
    }
    if (options.delivery() == Delivery.EXACTLY_ONCE
        && !environment.getCheckpointConfig().isCheckpointingEnabled()) {
      throw new IllegalArgumentException(
          "delivery exactly-once needs checkpoints, because commands become visible with them: set"
              + " execution.checkpointing.interval, for example to 10 s");
    }
  }

  private void checkTopics(Plan plan) {
    Set<String> used = new HashSet<>();
    plan.sources().forEach(source -> used.add(source.serialization().topic()));
    plan.queries().forEach(query -> used.add(query.sink().serialization().topic()));
    if (options.mode() instanceof RunMode.Replay) {
      checkReplayed(plan);
    }
    if (used.contains(options.deadLetterTopic())) {
      throw new IllegalArgumentException(
          "dead-letter topic ["
              + options.deadLetterTopic()
              + "] is also a topic of the definitions: name another one");
    }
  }

  /** A replay reads what was there when it began, so it would miss what it writes itself. */
  private static void checkReplayed(Plan plan) {
    for (Input input : plan.inputs()) {
      String topic = input.source().serialization().topic();
      for (Query query : plan.queries()) {
        if (input.source().declared() && query.sink().serialization().topic().equals(topic)) {
          throw new IllegalArgumentException(
              "topic ["
                  + topic
                  + "] is written by statement ["
                  + query.id()
                  + "] and read by ["
                  + input.source().name()
                  + "], which a replay cannot do: read the stream that the statement makes, or run"
                  + " live");
        }
      }
    }
  }
}
