package dev.recency.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.cli.EnvironmentException;
import dev.recency.cli.rest.ClusterException;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.JobState;
import dev.recency.cli.rest.SmallFlink;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is known of a job after a JobManager that was asked to stop it lost its memory. */
final class SavepointStopTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final String ERRORS = "{\"errors\":[\"%s\"]}";
  private static final String SAVEPOINT =
      "{\"latest\":{\"savepoint\":{\"id\":%d,\"external_path\":\"file:/saved-%d\"}}}";

  private final SmallFlink http = SmallFlink.start();

  @AfterEach
  void close() {
    http.close();
  }

  private String stop() {
    JobState job = new JobState("old", "shop", "RUNNING", 1);
    return new SavepointStop(
            FlinkCluster.at(http.address()),
            new Patience(SHORT, SHORT, SHORT, SHORT),
            job,
            "file:/savepoints")
        .execute();
  }

  private void forgets() {
    http.answering("/jobs/old/savepoints/t", ERRORS.formatted("Not found: t"));
  }

  /** Each answer about its checkpoints tells of a savepoint with the next number. */
  private void savepointsFrom(long first, long step) {
    AtomicLong next = new AtomicLong(first);
    http.answering(
        "/jobs/old/checkpoints",
        query -> {
          long id = next.getAndAdd(step);
          return SAVEPOINT.formatted(id, id);
        });
  }

  @Test
  void theSavepointIsReadOffAJobThatHasStopped() {
    http.with("old", "RUNNING");
    forgets();
    savepointsFrom(7, 1);
    assertThat(stop()).isEqualTo("file:/saved-8");
  }

  @Test
  void anEarlierSavepointIsNotTakenForTheLast() {
    http.with("old", "RUNNING");
    forgets();
    savepointsFrom(7, 0);
    assertThatThrownBy(this::stop)
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "Job [old] is FINISHED, and nothing is known of its savepoint: Flink at [%s/] refuses: Not found: t. Look for it under [file:/savepoints], and apply with --from and its path."
                .formatted(http.address()));
  }

  @Test
  void aJobThatGoesOnWasNotChanged() {
    http.with("old", "RUNNING").answering("/jobs/old/stop", "{\"request-id\":\"t\"}");
    forgets();
    assertThatThrownBy(this::stop)
        .hasMessageStartingWith("Job [old] made no savepoint under [file:/savepoints]: Flink at [")
        .hasMessageEndingWith("Not found: t. Nothing was changed.");
  }

  @Test
  void aStopOfWhichNothingIsHeardIsNotSaidToHaveChangedNothing() {
    http.with("old", "RUNNING")
        .answering("/jobs/old/savepoints/t", ERRORS.formatted("leader unknown"));
    assertThatThrownBy(this::stop)
        .hasMessageStartingWith("It is not known whether job [old] has stopped: Flink at [")
        .hasMessageContaining("its savepoint lies under [file:/savepoints]");
  }

  @Test
  void aStopWhoseAnswerIsLostIsAskedForByItsName() {
    http.with("old", "FINISHED").answering("/jobs/old/stop", "");
    savepointsFrom(7, 1);
    assertThat(stop()).isEqualTo("file:/saved-8");
  }

  @Test
  void aRefusalToBeginIsTheEnd() {
    http.with("old", "RUNNING").answering("/jobs/old/stop", ERRORS.formatted("Not found: old"));
    assertThatThrownBy(this::stop).isInstanceOf(ClusterException.class);
  }
}
