package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recency.operator.ClockOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sliding windows in a live job: silence, downtime, and statements that come and go. */
final class SlidingLiveIT {
  /** A partition is silent after two seconds, and the clock is then the wall clock. */
  private static final ClockOptions QUICK = new ClockOptions(2_000, 0, 50, 60_000);

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @TempDir private Path directory;

  private static Definitions definitions(String name, String... sizes) {
    StringBuilder sql =
        new StringBuilder(
            """
            CREATE STREAM pings (host STRING KEY, x INT)
              WITH (KAFKA_TOPIC='%1$s-pings', VALUE_FORMAT='JSON', PARTITIONS=2);
            """
                .formatted(name));
    for (String size : sizes) {
      String id = size.replace(" ", "").toLowerCase(Locale.ROOT);
      sql.append(
          """
          CREATE TABLE last%1$s WITH (KAFKA_TOPIC='%2$s-%1$s', PARTITIONS=1) AS
            SELECT host, COUNT(*) AS n FROM pings
            WINDOW SLIDING (SIZE %3$s) GROUP BY host EMIT CHANGES;
          """
              .formatted(id, name, size));
    }
    return Definitions.of(name, sql.toString());
  }

  private static String ping(String name, String host, long atMillis) {
    return "{\"topic\":\"%s-pings\",\"partition\":0,\"key\":\"%s\",\"value\":{\"x\":1},\"timestamp\":%d}"
        .formatted(name, host, atMillis);
  }

  private static String count(String host, int n, long asOfMillis) {
    return "%s {\"N\":%d} @%d".formatted(host, n, asOfMillis);
  }

  @Test
  void aTopicThatGoesQuietDecaysToNothing() throws Exception {
    String name = "sliding-silence";
    JobOptions options = RUNTIME.options(name).withClock(QUICK);
    try (TestJob job = TestJob.of(RUNTIME, options, definitions(name, "3 SECONDS"))) {
      job.start();
      job.awaitRunning();
      // Ahead, so that the wall clock does not pass the events before they are read.
      long now = System.currentTimeMillis() + 6_000;
      job.load(
          Stream.of(ping(name, "a", now - 200), ping(name, "a", now - 100), ping(name, "b", now))
              .iterator());
      await()
          .atMost(TestJob.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Verdict.texts(job.committed(name + "-3seconds")))
                      .contains(count("a", 0, now - 100 + 3_000), count("b", 0, now + 3_000)));
      List<String> commands = Verdict.texts(job.committed(name + "-3seconds"));
      assertThat(commands).contains(count("a", 1, now - 200), count("a", 2, now - 100));
      assertThat(commands).contains(count("b", 1, now)).hasSizeBetween(5, 6);
    }
  }

  @Test
  void afterDowntimeEachKeyIsCaughtUpByOneCommand() throws Exception {
    String name = "sliding-downtime";
    JobOptions options = RUNTIME.options(name).withClock(QUICK);
    Definitions definitions = definitions(name, "3 SECONDS");
    String topic = name + "-3seconds";
    // Ahead, so that nothing decays before the savepoint on a slow machine.
    long start = System.currentTimeMillis() + 12_000;
    String savepoint;
    try (TestJob job = TestJob.of(RUNTIME, options, definitions)) {
      job.load(
          IntStream.range(0, 20)
              .mapToObj(i -> ping(name, i % 2 == 0 ? "a" : "b", start + i))
              .iterator());
      job.start();
      job.await(topic, 20);
      savepoint = job.stopWithSavepoint(directory);
    }
    await().atMost(TestJob.PATIENCE).until(() -> System.currentTimeMillis() > start + 19 + 3_000);
    try (TestJob job = TestJob.of(RUNTIME, options, definitions)) {
      int before = job.committed(topic).size();
      job.start(RUNTIME.cluster().environment(Optional.of(savepoint)));
      await()
          .atMost(TestJob.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Verdict.texts(job.committed(topic)))
                      .contains(
                          count("a", 0, start + 18 + 3_000), count("b", 0, start + 19 + 3_000)));
      assertThat(job.committed(topic)).hasSize(before + 2);
    }
  }

  @Test
  void aStatementThatIsAddedOrRemovedLeavesTheLogToTheOthers() throws Exception {
    String name = "sliding-statements";
    JobOptions options = RUNTIME.options(name);
    long start = System.currentTimeMillis() - Duration.ofMinutes(6).toMillis();
    String savepoint;
    try (TestJob job = TestJob.of(RUNTIME, options, definitions(name, "10 MINUTES", "1 MINUTE"))) {
      job.load(pings(name, start, 0, 20));
      job.start();
      assertThat(Verdict.texts(job.await(name + "-10minutes", 20)))
          .containsExactlyElementsOf(counts(start, 0, 20, 60));
      assertThat(Verdict.texts(job.await(name + "-1minute", 20)))
          .containsExactlyElementsOf(counts(start, 0, 20, 6));
      savepoint = job.stopWithSavepoint(directory);
    }
    try (TestJob job =
        TestJob.of(RUNTIME, options, definitions(name, "5 MINUTES", "10 MINUTES", "20 MINUTES"))) {
      job.load(pings(name, start, 20, 35));
      StreamExecutionEnvironment environment =
          RUNTIME.cluster().environment(Optional.of(savepoint));
      job.start(environment);
      assertThat(Verdict.texts(job.await(name + "-10minutes", 35)))
          .containsExactlyElementsOf(counts(start, 0, 35, 60));
      assertThat(Verdict.texts(job.await(name + "-5minutes", 15)))
          .as("the log reaches back further than the statement that was added")
          .containsExactlyElementsOf(counts(start, 20, 35, 30));
      assertThat(job.committed(name + "-1minute")).hasSize(20);
      assertThat(job.warming("LAST10MINUTES")).containsOnly(0);
      assertThat(job.warming("LAST5MINUTES")).containsOnly(0);
      assertThat(job.warming("LAST20MINUTES"))
          .as("the log did not reach back that far")
          .containsOnly(1);
    }
  }

  /** One every ten seconds. */
  private static Iterator<String> pings(String name, long start, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> ping(name, "a", start + 10_000L * i)).iterator();
  }

  private static List<String> counts(long start, int from, int to, int most) {
    return IntStream.range(from, to)
        .mapToObj(i -> count("a", Math.min(i + 1, most), start + 10_000L * i))
        .toList();
  }
}
