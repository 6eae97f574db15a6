package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code flink run} does before the job starts. */
final class FeatureJobIT {
  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @TempDir private Path directory;

  private Path definitions(String topic) throws IOException {
    return Files.writeString(
        directory.resolve("tickets.sql"),
        """
        CREATE STREAM tickets (seat INT) WITH (KAFKA_TOPIC='%1$s', VALUE_FORMAT='JSON', PARTITIONS=3);
        CREATE STREAM seats WITH (KAFKA_TOPIC='%1$s-seats', PARTITIONS=2, RETENTION_MS=1000000) AS
          SELECT seat FROM tickets EMIT CHANGES;
        """
            .formatted(topic));
  }

  private String prepare(Path sql, String... more) {
    StreamExecutionEnvironment environment = RUNTIME.cluster().environment();
    String[] arguments = new String[4 + more.length];
    arguments[0] = "--sql";
    arguments[1] = sql.toString();
    arguments[2] = "--bootstrap-servers";
    arguments[3] = RUNTIME.bootstrapServers();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return FeatureJob.prepare(environment, Map.of(), System.err, arguments);
  }

  @Test
  void missingTopicsAreCreatedAsDeclared() throws Exception {
    String name = prepare(definitions("tickets"), "--job-name", "tickets-job");
    assertThat(name).isEqualTo("tickets-job");
    assertThat(
            RUNTIME.topics().partitions(Set.of("tickets", "tickets-seats", "recency-dead-letters")))
        .isEqualTo(Map.of("tickets", 3, "tickets-seats", 2, "recency-dead-letters", 1));
    prepare(definitions("tickets"));
  }

  @Test
  void optionsMayStandInTheEnvironmentAndInAFile() throws Exception {
    Path file =
        Files.writeString(directory.resolve("job.properties"), "dead-letter-topic = tickets-dead");
    String name =
        FeatureJob.prepare(
            RUNTIME.cluster().environment(),
            Map.of(
                "RECENCY_BOOTSTRAP_SERVERS",
                RUNTIME.bootstrapServers(),
                "RECENCY_JOB_NAME",
                "tickets-of-environment"),
            System.err,
            "--sql",
            definitions("tickets-2").toString(),
            "--properties",
            file.toString());
    assertThat(name).isEqualTo("tickets-of-environment");
    assertThat(RUNTIME.topics().partitions(Set.of("tickets-dead"))).containsKey("tickets-dead");
  }

  @Test
  void aTransactionTimeoutThatTheBrokerDoesNotAllowIsRefused() throws Exception {
    Path sql = definitions("tickets-late");
    assertThatThrownBy(
            () ->
                prepare(
                    sql,
                    "--delivery=exactly-once",
                    "--job-name=late",
                    "--kafka.sink.transaction.timeout.ms=3600000"))
        .isInstanceOf(JobRefusedException.class)
        .hasMessage(
            "broker [1] allows transactions of at most [900000 ms], but transaction.timeout.ms is"
                + " [3600000]: write --kafka.sink.transaction.timeout.ms 900000 or raise"
                + " transaction.max.timeout.ms of the broker");
  }

  @Test
  void aBrokerThatDoesNotAnswerIsRefusedInOneLine() throws Exception {
    Path sql = definitions("tickets-nowhere");
    assertThatThrownBy(
            () ->
                FeatureJob.prepare(
                    RUNTIME.cluster().environment(),
                    Map.of(),
                    System.err,
                    "--sql",
                    sql.toString(),
                    "--bootstrap-servers",
                    "127.0.0.1:1",
                    "--kafka.sink.default.api.timeout.ms=500",
                    "--kafka.sink.request.timeout.ms=400"))
        .isInstanceOf(JobRefusedException.class)
        .hasMessageStartingWith("Kafka at [127.0.0.1:1] did not do it:")
        .hasMessageEndingWith("Check --bootstrap-servers and the rights of the user.");
  }
}
