package dev.recency.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.cli.Cli;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.JobState;
import dev.recency.cli.rest.SmallFlink;
import dev.recency.flink.options.Redactor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StatusCommandTest {
  private static final String DEFINITIONS =
      "CREATE STREAM s (id STRING KEY, n INT) WITH (KAFKA_TOPIC='s.t', VALUE_FORMAT='JSON');"
          + " CREATE TABLE t WITH (KAFKA_TOPIC='t') AS SELECT id, COUNT(*) AS n FROM s"
          + " WINDOW SLIDING (SIZE 10 MINUTES) GROUP BY id EMIT CHANGES;";

  private final SmallFlink http = SmallFlink.start();

  @AfterEach
  void stop() {
    http.close();
  }

  private void job(String id, String state) {
    http.with(id, state)
        .answering(
            "/jobs/" + id + "/config",
            "{\"execution-config\":{\"user-config\":{\"recency.version\":\"0.1.0\","
                + "\"recency.definitions.0.name\":\"a.sql\",\"recency.definitions.0.text\":\""
                + DEFINITIONS
                + "\"}}}")
        .answering(
            "/jobs/" + id,
            "{\"state\":\"%s\",\"duration\":65000,\"now\":10000,\"vertices\":[{\"id\":\"v\"}]}"
                .formatted(state))
        .answering("/jobs/" + id + "/metrics", "[{\"id\":\"numRestarts\",\"value\":\"2\"}]")
        .answering(
            "/jobs/" + id + "/checkpoints",
            "{\"counts\":{\"failed\":1},\"latest\":{\"completed\":{\"id\":9,\"latest_ack_timestamp\":7500,\"state_size\":2048,\"end_to_end_duration\":120}}}")
        .answering(
            "/jobs/" + id + "/vertices/v/subtasks/metrics",
            "[{\"id\":\"x.statement.T.partition.0.accepted\",\"min\":1.0,\"max\":2.0,\"sum\":1234.0},"
                + "{\"id\":\"x.statement.T.commands\",\"min\":1.0,\"max\":2.0,\"sum\":30.0},"
                + "{\"id\":\"x.statement.T.warming\",\"min\":0.0,\"max\":1.0,\"sum\":1.0},"
                + "{\"id\":\"x.statement.T.clockLagMillis\",\"min\":5.0,\"max\":31000.0,\"sum\":31005.0},"
                + "{\"id\":\"Source__source_s_t.pendingRecords\",\"min\":1.0,\"max\":2.0,\"sum\":3.0}]");
  }

  private Cli status(String... more) {
    String[] arguments = new String[3 + more.length];
    System.arraycopy(new String[] {"status", "--flink", http.address()}, 0, arguments, 0, 3);
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Cli.run(arguments);
  }

  @Test
  void saysHowAJobFares() {
    job("a", "RUNNING");
    Cli cli = status();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            shop: RUNNING for 1 min 5 s, version 0.1.0, restarts 2, job a
              checkpoint 9, 2.5 s ago, took 120 ms, 2.0 KiB, failed: 1
              source  read/s  lag
              s.t          –    3
              statement    kind                accepted  filtered  late  rejected  commands  keys  state  clock lag  delay p99  balance
              T (warming)  sliding 10 MINUTES     1,234         0     0         0        30     –      –     31.0 s          –        –
              sink  commands/s
              t              –
            """);
  }

  @Test
  void aTopicWithoutMetricsIsShownAllTheSame() {
    job("a", "RUNNING");
    http.answering("/jobs/a/vertices/v/subtasks/metrics", "[]");
    assertThat(status().out())
        .contains("  source  read/s  lag\n  s.t          –    –\n")
        .endsWith("  sink  commands/s\n  t              –\n");
  }

  @Test
  void saysItToPrograms() {
    job("a", "RUNNING");
    assertThat(status("--json").out())
        .isEqualTo(
            "{\"jobs\":[{\"id\":\"a\",\"name\":\"shop\",\"state\":\"RUNNING\",\"upMillis\":65000,"
                + "\"version\":\"0.1.0\",\"restarts\":2,\"failedCheckpoints\":1,\"checkpoint\":"
                + "{\"id\":9,\"ageMillis\":2500,\"stateBytes\":2048,\"durationMillis\":120},"
                + "\"sources\":[{\"topic\":\"s.t\",\"lagRecords\":3}],\"statements\":[{\"id\":\"T\","
                + "\"kind\":\"sliding 10 MINUTES\",\"accepted\":1234,\"filtered\":0,\"late\":0,"
                + "\"rejected\":0,\"commands\":30,\"clockLagMillis\":31000,\"warming\":true}],"
                + "\"sinks\":[{\"topic\":\"t\"}]}]}\n");
  }

  @Test
  void aJobThatDoesNotRunIsSeenInTheExitCode() {
    job("a", "RESTARTING");
    http.answering(
        "/jobs/a/exceptions",
        "{\"exceptionHistory\":{\"entries\":[{\"stacktrace\":\"a.B: no broker\\n\\tat x\"}]}}");
    Cli cli = status("--job-name", "shop");
    assertThat(cli.out()).contains("shop: RESTARTING", "  last failure: no broker\n");
    assertThat(cli.code()).isEqualTo(1);
  }

  @Test
  void aFailureTellsNoSecret() {
    job("a", "RESTARTING");
    http.answering(
        "/jobs/a/exceptions",
        "{\"exceptionHistory\":{\"entries\":[{\"stacktrace\":\"a.B: password=canary is wrong\"}]}}");
    assertThat(status().out()).contains("  last failure: password=[hidden] is wrong\n");
    assertThat(status("--json").out())
        .contains("\"lastFailure\":\"password=[hidden] is wrong\"")
        .doesNotContain("canary");
  }

  @Test
  void aJobOfAnotherVersionIsNamed() {
    job("a", "RUNNING");
    http.answering(
        "/jobs/a/config",
        "{\"execution-config\":{\"user-config\":{\"recency.version\":\"9\","
            + "\"recency.definitions.0.name\":\"a.sql\",\"recency.definitions.0.text\":\"CREATE FEATURE x;\"}}}");
    Cli cli = status();
    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .startsWith("shop: RUNNING for 1 min 5 s, version 9, restarts 2, job a\n  checkpoint 9")
        .contains("\n  definitions unreadable by this version, ask recency of version 9: a.sql:1:")
        .doesNotContain("statement");
    JobState state = new JobState("a", "shop", "RUNNING", 1);
    List<JobReport> reports =
        new JobReading(FlinkCluster.at(http.address()), new Redactor())
            .read(state).stream().toList();
    assertThat(StatusJson.of(reports)).contains("\"unreadable\":\"a.sql:1:");
  }

  @Test
  void jobsOfOthersAreLeftOut() {
    http.with("b", "RUNNING").answering("/jobs/b/config", "{}");
    Cli cli = status();
    assertThat(cli.code()).isEqualTo(4);
    assertThat(cli.err())
        .isEqualTo(
            "recency: No job of Recency is on [%s]. Start one with recency apply.\n"
                .formatted(http.address()));
  }
}
