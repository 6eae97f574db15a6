package dev.recency.bench.job;

import dev.recency.flink.Definitions;
import dev.recency.flink.Delivery;
import dev.recency.flink.JobBuilder;
import dev.recency.flink.JobOptions;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job that reads {@link JobInput} and writes one topic.
 *
 * @param backend Flink's name of the state backend
 */
record JobVariant(String name, String backend, Job job) {

  /** Builds a job. */
  @FunctionalInterface
  interface Job {
    void build(StreamExecutionEnvironment environment, String servers, String output);
  }

  private static final String SOURCE =
      """
      CREATE STREAM events (userId STRING, kind STRING, amount DOUBLE, sentAt BIGINT)
        WITH (KAFKA_TOPIC='%s', VALUE_FORMAT='JSON');
      """;

  /** Every event passes, so it writes as many commands as it reads events. */
  private static final String TRANSFORM =
      SOURCE
          + """
          CREATE STREAM commands WITH (KAFKA_TOPIC='%s', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false)
          AS SELECT STRUCT(`feature_name` := 'last-message', `method` := 'UPDATE',
            `keys` := STRUCT(`user_id` := userId),
            `values` := STRUCT(`kind` := kind, `amount` := amount,
              `_last_updated_at_ms` := sentAt))
          FROM events WHERE kind = 'message' OR amount >= 0 EMIT CHANGES;
          """;

  private static final String SLIDING =
      SOURCE
          + """
          CREATE TABLE commands WITH (KAFKA_TOPIC='%s', KEY_FORMAT='JSON', VALUE_FORMAT='JSON',
            WRAP_SINGLE_VALUE=false)
          AS SELECT STRUCT(`feature_name` := 'match-feature', `method` := 'UPDATE',
            `keys` := STRUCT(`user_id` := userId),
            `values` := STRUCT(`recent_10min_match_count` := COUNT(*),
              `recent_10min_avg_chat_duration` := AVG(amount),
              `_last_updated_at_ms` := WINDOWEND))
          FROM events WINDOW SLIDING (SIZE 10 MINUTES) GROUP BY userId EMIT CHANGES;
          """;

  /** The bytes from topic to topic. */
  static JobVariant copy() {
    return new JobVariant(
        "bytes copied",
        "hashmap",
        (environment, servers, output) ->
            ByteCopy.build(environment, servers, JobInput.TOPIC, output));
  }

  /** Decode, filter, encode. */
  static JobVariant passThrough(Delivery delivery) {
    return feature("pass-through, " + delivery.option(), "hashmap", delivery, TRANSFORM);
  }

  /** COUNT and AVG over the last ten minutes of each user, with every decay. */
  static JobVariant sliding(String backend, Delivery delivery) {
    return feature("sliding, " + backend + ", " + delivery.option(), backend, delivery, SLIDING);
  }

  private static JobVariant feature(String name, String backend, Delivery delivery, String sql) {
    return new JobVariant(
        name,
        backend,
        (environment, servers, output) ->
            new JobBuilder(JobOptions.of(servers).withJobName(output).withDelivery(delivery))
                .build(
                    environment,
                    Definitions.of("bench.sql", sql.formatted(JobInput.TOPIC, output))));
  }

  void build(StreamExecutionEnvironment environment, String servers, String output) {
    environment.configure(
        Configuration.fromMap(
            Map.of("state.backend.type", backend, "execution.checkpointing.incremental", "true")));
    job.build(environment, servers, output);
  }
}
