package dev.recency.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.cli.Console;
import dev.recency.cli.EnvironmentException;
import dev.recency.cli.rest.Fate;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.JobState;
import dev.recency.cli.rest.SmallFlink;
import dev.recency.flink.Definitions;
import dev.recency.flink.Delivery;
import dev.recency.flink.JobOptions;
import dev.recency.flink.PublishedJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplacementTest {
  private static final JobState OLD = new JobState("old", "shop", "RUNNING", 1);
  private static final Definitions DEFINITIONS =
      Definitions.of(
          "a.sql",
          """
          CREATE STREAM s (id STRING KEY, n INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
          CREATE STREAM t AS SELECT id, n FROM s EMIT CHANGES;
          """);

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofMillis(500);
  private static final Patience PATIENCE = new Patience(LIMIT, LIMIT, SHORT, LIMIT);

  private final SmallFlink http = SmallFlink.start().with("old", "RUNNING");
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir private Path directory;
  private Replacement replacement;

  @BeforeEach
  void prepare() throws IOException {
    Path jar = Files.write(directory.resolve("j.jar"), new byte[0]);
    Console console =
        new Console(
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(said, true, StandardCharsets.UTF_8));
    replacement =
        new Replacement(new Steps(FlinkCluster.at(http.address()), jar, PATIENCE), LIMIT, console);
  }

  @AfterEach
  void stop() {
    http.close();
  }

  private static BuiltJob built(Delivery delivery) {
    return BuiltJob.of(
        PublishedJob.of(
            DEFINITIONS,
            DEFINITIONS.plan(),
            JobOptions.of("localhost:1").withJobName("shop").withDelivery(delivery),
            Map.of("execution.checkpointing.interval", "10 s")));
  }

  private void replace() {
    replace(Delivery.EXACTLY_ONCE);
  }

  private void replace(Delivery delivery) {
    replacement.replace(
        OLD, built(delivery), new Replacement.Change(built(delivery), false), "file:/savepoints");
  }

  private long submissions() {
    return http.changes().stream().filter("POST /jobs"::equals).count();
  }

  @Test
  void theNewJobIsInPlaceOnceItsFirstCheckpointIsComplete() {
    http.then(Fate.RUNS);
    replace();
    assertThat(http.changes())
        .containsExactly("POST /jobs/old/stop", "POST /jobs", "POST /jobs/new1/checkpoints");
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("recency: the savepoint lies at file:/saved", "recency: job new1 runs, ");
  }

  @Test
  void aRefusedSubmissionPutsTheOldJobBack() {
    http.then(Fate.REFUSED, Fate.RUNS);
    assertThatThrownBy(this::replace)
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "The new job does not run: Flink at [%s/] refuses: no room. The old definitions run again as job [new1], from the savepoint."
                .formatted(http.address()));
  }

  @Test
  void aJobThatFailsIsCancelledBeforeTheOldOneGoesOn() {
    http.then(Fate.FAILS, Fate.RUNS);
    assertThatThrownBy(this::replace)
        .hasMessage(
            "The new job does not run: no such file. The old definitions run again as job [new2], from the savepoint.");
    assertThat(http.changes())
        .containsExactly(
            "POST /jobs/old/stop",
            "POST /jobs",
            "PATCH /jobs/new1",
            "POST /jobs",
            "POST /jobs/new2/checkpoints");
  }

  @Test
  void aJobWhoseFirstCheckpointFailsIsTakenBack() {
    http.then(Fate.FAILS_ITS_CHECKPOINT, Fate.RUNS);
    assertThatThrownBy(this::replace)
        .hasMessageStartingWith(
            "The new job does not run: its first checkpoint failed: disk full. The old");
  }

  @Test
  void aJobThatFindsNoSlotsIsTakenBackInTime() {
    http.then(Fate.WAITS_FOR_SLOTS, Fate.RUNS);
    assertThatThrownBy(this::replace)
        .hasMessageStartingWith(
            "The new job does not run: after 500 ms 0 of 2 tasks run and the job is RUNNING.");
  }

  @Test
  void ifNeitherRunsTheStateIsNamed() {
    http.then(Fate.FAILS, Fate.REFUSED);
    assertThatThrownBy(this::replace)
        .hasMessageEndingWith(
            "No job runs now; the state lies at [file:/saved]: apply definitions with --from file:/saved");
  }

  @Test
  void aSavepointThatFailsLeavesTheJobAsItIs() {
    http.answering("/jobs/old/stop", "{\"request-id\":\"t\"}");
    http.answering(
        "/jobs/old/savepoints/t",
        "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":{\"stack-trace\":\"a.B: disk full\"}}}");
    assertThatThrownBy(this::replace)
        .hasMessage(
            "Job [old] made no savepoint under [file:/savepoints]: disk full. Nothing was changed.");
    assertThat(http.changes()).containsExactly("POST /jobs/old/stop");
  }

  @Test
  void aSubmissionWhoseAnswerIsLostIsLookedFor() {
    http.then(Fate.LOSES_ITS_ANSWER);
    replace();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("recency: job " + http.submittedId() + " runs, ");
    assertThat(submissions()).isEqualTo(1);
  }

  @Test
  void aSubmissionThatNeverArrivedPutsTheOldJobBack() {
    http.then(Fate.NEVER_ARRIVES, Fate.RUNS);
    assertThatThrownBy(this::replace)
        .hasMessageContaining("The old definitions run again as job [new1]");
  }

  @Test
  void aSubmissionOfWhichNothingIsKnownIsNotFollowedByAnother() {
    http.then(Fate.LOSES_ITS_ANSWER).answering("/jobs/overview", "{\"errors\":[\"busy\"]}");
    assertThatThrownBy(this::replace)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("The new job may run: job [")
        .hasMessageContaining("may have been submitted or not: No Flink answers at")
        .hasMessageEndingWith("else apply with --from file:/saved");
    assertThat(submissions()).isEqualTo(1);
  }

  @Test
  void aFirstCheckpointThatTheClusterForgotIsCounted() {
    http.then(Fate.FORGETS_ITS_CHECKPOINT);
    replace();
    assertThat(submissions()).isEqualTo(1);
  }

  @Test
  void anOldJobThatFailsAtFirstIsNotCancelled() {
    http.then(Fate.FAILS, Fate.FAILS);
    assertThatThrownBy(this::replace)
        .hasMessageEndingWith("The old definitions run again as job [new2], from the savepoint.");
    assertThat(http.changes()).doesNotContain("PATCH /jobs/new2");
  }

  @Test
  void anOldJobThatDoesNotRunInTimeIsLeftThere() {
    http.then(Fate.FAILS, Fate.RESTARTS);
    assertThatThrownBy(this::replace)
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "The new job does not run: no such file. The old definitions were submitted again as job [new2], from the savepoint [file:/saved]. It was left there but does not run yet, after 500 ms 0 of 2 tasks run and the job is RESTARTING: no such file: see recency status.");
    assertThat(http.changes()).doesNotContain("PATCH /jobs/new2");
  }

  @Test
  void aJobIsCancelledAgainIfThatWasRefused() {
    http.then(Fate.FAILS_AND_STAYS, Fate.RUNS);
    assertThatThrownBy(this::replace)
        .hasMessageContaining("The old definitions run again as job [new2]");
    assertThat(http.changes().stream().filter("PATCH /jobs/new1"::equals)).hasSize(2);
  }

  @Test
  void aJobThatDoesNotEndIsNotFollowedByAnother() {
    http.then(Fate.FAILS_AND_STAYS_FOR_EVER);
    assertThatThrownBy(this::replace)
        .hasMessageStartingWith(
            "The new job may run: job [new1] does not run and does not end: no such file. The old")
        .hasMessageEndingWith("else apply with --from file:/saved");
    assertThat(submissions()).isEqualTo(1);
  }

  @Test
  void commandsThatAreVisibleAtOnceMayRepeat() {
    http.then(Fate.FAILS, Fate.RUNS);
    assertThatThrownBy(() -> replace(Delivery.AT_LEAST_ONCE))
        .hasMessageEndingWith(
            "as job [new2], from the savepoint, and commands that the new job wrote may repeat.");
  }
}
