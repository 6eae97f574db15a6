package dev.recency.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.cli.Console;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.JobState;
import dev.recency.cli.rest.SmallFlink;
import dev.recency.flink.Definitions;
import dev.recency.flink.JobOptions;
import dev.recency.flink.PublishedJob;
import dev.recency.plan.Plan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WarmingStatementsTest {
  private static final String METRICS = "/jobs/a/vertices/v/subtasks/metrics";
  private static final Definitions DEFINITIONS =
      Definitions.of(
          "a.sql",
          """
          CREATE STREAM s (id STRING KEY, n INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
          CREATE TABLE t AS SELECT id, COUNT(*) AS n FROM s GROUP BY id;
          CREATE TABLE u AS SELECT id, COUNT(*) AS n FROM s WINDOW SLIDING (SIZE 1 HOUR) GROUP BY id;
          CREATE TABLE v AS SELECT id, COUNT(*) AS n FROM s WINDOW SLIDING (SIZE 1 DAY) GROUP BY id;
          """);

  private final SmallFlink http =
      SmallFlink.start()
          .with("a", "RUNNING")
          .answering("/jobs/a", "{\"vertices\":[{\"id\":\"v\"}]}");
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @AfterEach
  void stop() {
    http.close();
  }

  private Set<String> warming(Duration limit) {
    Plan plan = DEFINITIONS.plan();
    PublishedJob published =
        PublishedJob.of(DEFINITIONS, plan, JobOptions.of("localhost:1"), Map.of());
    Console console =
        new Console(
            new PrintStream(said, true, StandardCharsets.UTF_8),
            new PrintStream(said, true, StandardCharsets.UTF_8));
    return new WarmingStatements(FlinkCluster.at(http.address()), console, limit)
        .of(new RunningJob(new JobState("a", "shop", "RUNNING", 1), published, plan));
  }

  /** Of one subtask that is exact and another one. */
  private static String gauges(String... statements) {
    return Stream.of(statements)
        .map(each -> each.split("="))
        .map(
            each ->
                "{\"id\":\"o.statement.%s.warming\",\"min\":0,\"max\":%s,\"sum\":%s}"
                    .formatted(each[0], each[1], each[1]))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void oneWarmingSubtaskIsEnough() {
    http.answering(METRICS, gauges("U=0", "V=1"));
    assertThat(warming(Duration.ZERO)).containsExactly("V");
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void metricsThatAreNotFetchedYetAreWaitedFor() {
    AtomicInteger asked = new AtomicInteger();
    http.answering(
        METRICS, query -> asked.incrementAndGet() < 5 ? gauges("U=0") : gauges("U=0", "V=0"));
    assertThat(warming(Duration.ofSeconds(30))).isEmpty();
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aStatementThatDoesNotTellIsTakenToBeWarming() {
    http.answering(METRICS, gauges("V=0"));
    assertThat(warming(Duration.ZERO)).containsExactly("U");
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "recency: the job does not tell whether these are exact yet, so they are taken to be warming: [U]\n");
  }
}
