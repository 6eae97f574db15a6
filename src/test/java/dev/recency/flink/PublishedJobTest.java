package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.flink.options.Redactor;
import dev.recency.flink.statement.BalanceInterval;
import dev.recency.operator.ClockOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublishedJobTest {
  private static final Definitions DEFINITIONS =
      Definitions.of(
          "a: b, c.sql",
          """
          -- a comment: with 'quotes', "commas", and ; more
          CREATE STREAM s (id STRING KEY, n INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
          CREATE TABLE t AS SELECT id, COUNT(*) AS n FROM s GROUP BY id EMIT CHANGES;
          """);

  private static JobOptions options(Path secrets) {
    return JobOptions.of("k:9092,l:9092")
        .withJobName("shop")
        .withDelivery(Delivery.EXACTLY_ONCE)
        .withDeadLetterTopic("dead")
        .withKeyCacheBytes(12)
        .withBalanceInterval(new BalanceInterval(5))
        .withClock(new ClockOptions(1, 2, 3, 4))
        .withKafka(
            Map.of("max.poll.records", "7"),
            Map.of("sasl.jaas.config", "${file:" + secrets + ":jaas}", "linger.ms", "5"));
  }

  @TempDir private Path directory;

  private static StreamExecutionEnvironment environment(Map<String, String> settings) {
    return new StreamExecutionEnvironment(Configuration.fromMap(settings));
  }

  /** As Flink shows it: it hides the values of names that sound secret. */
  private static Map<String, String> shown(StreamExecutionEnvironment environment) {
    return ConfigurationUtils.hideSensitiveValues(
        environment.getConfig().getGlobalJobParameters().toMap());
  }

  @Test
  void aJobCanBeMadeAgainFromWhatItShows() throws IOException {
    Path secrets =
        Files.writeString(
            directory.resolve("kafka.properties"),
            "jaas = org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\"u\" password=\"canary-of-this-test\";");
    JobOptions options = options(secrets);
    StreamExecutionEnvironment first =
        environment(
            Map.of(
                "execution.checkpointing.interval", "10 s",
                "parallelism.default", "3",
                "rest.address", "somewhere"));
    new JobBuilder(options).build(first, DEFINITIONS);
    PublishedJob published = PublishedJob.of(shown(first), Map.of(), new Redactor()).orElseThrow();
    assertThat(shown(first).toString()).contains(secrets.toString()).doesNotContain("canary");
    assertThat(published.definitions()).isEqualTo(DEFINITIONS);
    assertThat(published.options()).isEqualTo(options);
    assertThat(published.settings())
        .isEqualTo(Map.of("execution.checkpointing.interval", "10 s", "parallelism.default", "3"));

    StreamExecutionEnvironment second = environment(published.settings());
    new JobBuilder(published.options()).build(second, published.definitions());
    assertThat(PublishedJob.of(shown(second), Map.of(), new Redactor()))
        .isEqualTo(Optional.of(published));
    published.requireFit(published);
  }

  @Test
  void aSecretOfTheEnvironmentIsReadAgainWithoutTheOptionsThere() throws IOException {
    Map<String, String> environment =
        Map.of(
            "RECENCY_KAFKA_SASL_JAAS_CONFIG",
            "org.apache.kafka.common.security.plain.PlainLoginModule required;",
            "RECENCY_JOB_NAME",
            "shop");
    JobOptions options =
        JobArguments.parse(environment, new Redactor(), "--sql=-", "--bootstrap-servers=k:9092")
            .options();
    StreamExecutionEnvironment first = environment(Map.of());
    new JobBuilder(options).build(first, DEFINITIONS);
    Map<String, String> now = new HashMap<>(environment);
    now.put("RECENCY_JOB_NAME", "another");
    now.put("RECENCY_DEAD_LETTER_TOPIC", "another");
    assertThat(PublishedJob.of(shown(first), now, new Redactor()).orElseThrow().options())
        .isEqualTo(options);
    now.remove("RECENCY_KAFKA_SASL_JAAS_CONFIG");
    assertThatThrownBy(() -> PublishedJob.of(shown(first), now, new Redactor()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the environment has no such variable");
  }

  @Test
  void aJobOfSomebodyElseIsNone() throws IOException {
    assertThat(PublishedJob.of(Map.of(), Map.of(), new Redactor())).isEmpty();
    assertThat(PublishedJob.of(Map.of("recency.version", "0.0.1"), Map.of(), new Redactor()))
        .isEmpty();
  }

  @Test
  void onlyWhatAJobHasASayInIsTakenFromACluster() {
    assertThat(
            PublishedJob.ofAJob(
                Map.of(
                    "state.backend.type", "rocksdb",
                    "restart-strategy.type", "disable",
                    "state.secret.password", "******",
                    "pipeline.jars", "file:/elsewhere.jar",
                    "taskmanager.numberOfTaskSlots", "2")))
        .isEqualTo(Map.of("state.backend.type", "rocksdb", "restart-strategy.type", "disable"));
  }
}
