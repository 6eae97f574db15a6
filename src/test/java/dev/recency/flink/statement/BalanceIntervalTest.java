package dev.recency.flink.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.flink.Definitions;
import dev.recency.flink.JobBuilder;
import dev.recency.flink.JobOptions;
import java.util.OptionalLong;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

final class BalanceIntervalTest {
  private static final Definitions DEFINITIONS =
      Definitions.of(
          "a.sql",
          """
          CREATE STREAM s (id STRING KEY, n INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
          CREATE TABLE t AS SELECT id, COUNT(*) AS n FROM s GROUP BY id EMIT CHANGES;
          """);

  @Test
  void itBeginsWhereTheIntervalsOfTwoCheckpointsDiffer() {
    BalanceInterval interval = new BalanceInterval(100);
    assertThat(interval.begins(OptionalLong.empty(), 150)).as("the first one").isTrue();
    assertThat(interval.begins(OptionalLong.of(100), 199)).isFalse();
    assertThat(interval.begins(OptionalLong.of(199), 200)).isTrue();
    assertThat(interval.begins(OptionalLong.of(199), 900)).isTrue();
    assertThat(interval.begins(OptionalLong.of(200), 199))
        .as("the clock of another JobManager may be behind")
        .isTrue();
    assertThatThrownBy(() -> new BalanceInterval(0))
        .hasMessage("balance.interval [0 ms] must be at least 1 ms");
  }

  @Test
  void operatorsFindTheOneOfTheJobsOptions() {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(new Configuration());
    JobOptions options = JobOptions.of("k:9092").withBalanceInterval(new BalanceInterval(17));
    new JobBuilder(options).build(environment, DEFINITIONS);
    assertThat(BalanceInterval.of(environment.getConfig())).isEqualTo(new BalanceInterval(17));
    assertThat(BalanceInterval.of(new ExecutionConfig())).isEqualTo(BalanceInterval.DEFAULT);
  }
}
