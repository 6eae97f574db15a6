package dev.recency.flink;

import dev.recency.flink.options.ClientTimeouts;
import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What cannot be right together in options, definitions and Flink's settings. */
final class Contradictions {
  private final JobOptions options;

  Contradictions(JobOptions options) {
    this.options = options;
  }

  /**
   * Refuses the first contradiction.
   *
   * @throws IllegalArgumentException with what to do
   */
  void refuse(StreamExecutionEnvironment environment, Plan plan) {
    ClientOptions.check("kafka.source.", options.sourceProperties());
    ClientOptions.check("kafka.sink.", options.sinkProperties());
    ClientTimeouts.check(options.sourceProperties(), options.sinkProperties());
    if (!environment.isChainingEnabled()) {
      throw new IllegalArgumentException(
          "pipeline.operator-chaining.enabled is false, but the operators of a source have to be"
              + " chained to it: remove it");
    }
    if (options.delivery() == Delivery.EXACTLY_ONCE) {
      refuseCheckpoints(environment);
    }
    refuseTopics(plan);
    NeededTopics.of(plan, options.deadLetterTopic());
  }

  /** Commands of a transaction become visible with the end of the checkpoint that closes it. */
  private void refuseCheckpoints(StreamExecutionEnvironment environment) {
    CheckpointConfig checkpoints = environment.getCheckpointConfig();
    if (!checkpoints.isCheckpointingEnabled()) {
      throw new IllegalArgumentException(
          "delivery exactly-once needs checkpoints, because commands become visible with them: set"
              + " execution.checkpointing.interval, for example to 10 s");
    }
    if (!environment
        .getConfiguration()
        .get(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH)) {
      throw new IllegalArgumentException(
          CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH.key()
              + " is false, but delivery exactly-once needs a checkpoint after the last command:"
              + " remove it");
    }
    long longestMillis = checkpoints.getCheckpointInterval() + checkpoints.getCheckpointTimeout();
    if (longestMillis >= options.transactionTimeoutMillis()) {
      throw new IllegalArgumentException(
          ("execution.checkpointing.interval [%d ms] and execution.checkpointing.timeout [%d ms]"
                  + " are together not less than transaction.timeout.ms [%d], so Kafka could abort"
                  + " what a checkpoint is about to commit: lower them or raise"
                  + " --kafka.sink.transaction.timeout.ms")
              .formatted(
                  checkpoints.getCheckpointInterval(),
                  checkpoints.getCheckpointTimeout(),
                  options.transactionTimeoutMillis()));
    }
  }

  private void refuseTopics(Plan plan) {
    Set<String> used = new HashSet<>();
    plan.sources().forEach(source -> used.add(source.serialization().topic()));
    plan.queries().forEach(query -> used.add(query.sink().serialization().topic()));
    if (options.mode() instanceof RunMode.Replay) {
      refuseReplayed(plan);
    }
    if (used.contains(options.deadLetterTopic())) {
      throw new IllegalArgumentException(
          "dead-letter topic ["
              + options.deadLetterTopic()
              + "] is also a topic of the definitions: name another one");
    }
  }

  /** A replay reads what was there when it began, so it would miss what it writes itself. */
  private static void refuseReplayed(Plan plan) {
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
