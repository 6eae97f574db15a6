package dev.recency.flink;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Builds the Flink job of some definitions. */
public final class JobBuilder {
  private final JobOptions options;

  public JobBuilder(JobOptions options) {
    this.options = options;
  }

  /**
   * Adds the job to an environment; the caller executes it under {@link JobOptions#jobName()}.
   *
   * @throws dev.recency.sql.SqlException if the definitions cannot run
   * @throws IllegalArgumentException if the options contradict each other
   */
  public void build(StreamExecutionEnvironment environment, Definitions definitions) {
    throw new UnsupportedOperationException(
        environment + options.jobName() + definitions.files().size());
  }
}
