package dev.recency.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.cli.EnvironmentException;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.JobState;
import dev.recency.cli.rest.SmallFlink;
import dev.recency.flink.Definitions;
import dev.recency.flink.JobOptions;
import dev.recency.flink.PublishedJob;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the state of a job is that can make no savepoint, or has ended. */
final class RunningJobTest {
  private static final String RETENTION =
      "execution.checkpointing.externalized-checkpoint-retention";
  private static final String NO_SAVEPOINT =
      "Job [a] is RESTARTING, so that it makes no savepoint. See recency status; once it runs, apply again";
  private static final Definitions DEFINITIONS =
      Definitions.of(
          "a.sql",
          """
          CREATE STREAM s (id STRING KEY, n INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
          CREATE STREAM t AS SELECT id, n FROM s EMIT CHANGES;
          """);

  private final SmallFlink http = SmallFlink.start();
  private final FlinkCluster cluster = FlinkCluster.at(http.address());

  @AfterEach
  void close() {
    http.close();
  }

  private void refused(Map<String, String> settings, String advice) {
    RunningJob job =
        new RunningJob(
            new JobState("a", "shop", "RESTARTING", 1),
            PublishedJob.of(
                DEFINITIONS, DEFINITIONS.plan(), JobOptions.of("localhost:1"), settings),
            DEFINITIONS.plan());
    assertThatThrownBy(() -> job.requireRunning(cluster))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(NO_SAVEPOINT + advice);
  }

  @Test
  void aJobThatMayBeLeftForItsLastCheckpoint() {
    Map<String, String> retained = Map.of(RETENTION, "RETAIN_ON_CANCELLATION");
    refused(retained, ", or cancel it and apply with --from its last checkpoint.");
    http.answering(
        "/jobs/a/checkpoints",
        "{\"latest\":{\"savepoint\":{\"id\":3,\"external_path\":\"file:/s/3\"},"
            + "\"completed\":{\"id\":8,\"external_path\":\"file:/c/8\"}}}");
    refused(retained, ", or cancel it and apply with --from file:/c/8, its last checkpoint.");
  }

  @Test
  void aJobWhoseCheckpointsEndWithIt() {
    refused(Map.of(), ". Do not cancel it: that deletes its checkpoints.");
  }

  @Test
  void theNewestStateThatIsStillThereIsFound() {
    http.answering(
            "/jobs/overview",
            """
            {"jobs":[{"jid":"a","name":"shop","state":"FAILED","start-time":1},
                     {"jid":"without","name":"shop","state":"FAILED","start-time":3},
                     {"jid":"b","name":"shop","state":"FAILED","start-time":2}]}""")
        .with("without", "FAILED")
        .answering(
            "/jobs/a/checkpoints",
            "{\"latest\":{\"completed\":{\"id\":99,\"external_path\":\"file:/a/99\"}}}")
        .answering(
            "/jobs/b/checkpoints",
            """
            {"latest":{"completed":{"id":9,"external_path":"file:/b/9","discarded":true},
                       "restored":{"id":4,"external_path":"file:/b/4"},
                       "savepoint":{"id":7,"external_path":"file:/b/7"}}}""");
    assertThat(LastState.of(cluster, "shop"))
        .hasValue(new LastState(new JobState("b", "shop", "FAILED", 2), "file:/b/7"));
  }
}
