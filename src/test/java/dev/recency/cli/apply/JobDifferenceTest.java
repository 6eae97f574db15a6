package dev.recency.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.Definitions;
import dev.recency.flink.JobOptions;
import dev.recency.flink.PublishedJob;
import dev.recency.flink.resume.SavedDefinitions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class JobDifferenceTest {
  private static final Definitions DEFINITIONS =
      Definitions.of(
          "a.sql",
          """
          CREATE STREAM s (id STRING KEY, n INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
          CREATE TABLE t AS SELECT id, COUNT(*) AS n FROM s GROUP BY id EMIT CHANGES;
          """);

  private static final PublishedJob JOB =
      PublishedJob.of(DEFINITIONS, DEFINITIONS.plan(), JobOptions.of("localhost:1"), Map.of());

  @Test
  void stateThatThisVersionLooksForElsewhereIsLeft() {
    SavedDefinitions elsewhere = new SavedDefinitions("9", DEFINITIONS, Map.of("T", "elsewhere"));
    PublishedJob old = new PublishedJob(elsewhere, JOB.options(), Map.of());
    assertThat(JobDifference.between(old, JOB, DEFINITIONS.plan(), Set::of).leavesState()).isTrue();
    assertThat(JobDifference.between(JOB, JOB, DEFINITIONS.plan(), Set::of).leavesState())
        .isFalse();
  }

  @Test
  void whatIsWarmingIsAskedForOnlyIfALogFillsAStatement() {
    JobDifference.between(
        JOB,
        JOB,
        DEFINITIONS.plan(),
        () -> {
          throw new AssertionError("asked for nothing");
        });
  }

  @Test
  void whatTheUserAcceptedStaysAccepted() {
    PublishedJob job =
        new PublishedJob(JOB.saved(), JOB.options().withAcceptedLosses(Set.of("low")), Map.of());
    assertThat(job.accepting(Set.of("T")).options().acceptedLosses())
        .containsExactlyInAnyOrder("low", "T");
  }
}
