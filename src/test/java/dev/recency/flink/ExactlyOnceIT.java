package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recency.local.LocalCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Exactly-once delivery under failures: a {@code read_committed} reader sees each command once. */
final class ExactlyOnceIT {
  private static final int PER_ROUND = 3_000;
  private static final int PARTITIONS = 3;
  private static final long START = 1_700_000_000_000L;

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  private static Definitions definitions(String name) {
    return Definitions.of(
        name,
        """
        CREATE STREAM visits (shop STRING KEY, visit INT, paid BOOLEAN)
          WITH (KAFKA_TOPIC='%1$s-visits', VALUE_FORMAT='JSON', PARTITIONS=%2$d);
        CREATE STREAM payments WITH (KAFKA_TOPIC='%1$s-payments', PARTITIONS=2) AS
          SELECT shop, visit FROM visits WHERE paid EMIT CHANGES;
        CREATE TABLE totals WITH (KAFKA_TOPIC='%1$s-totals', PARTITIONS=2) AS
          SELECT shop, COUNT(*) AS visits FROM visits GROUP BY shop EMIT CHANGES;
        """
            .formatted(name, PARTITIONS));
  }

  private static JobOptions options(String name) {
    return RUNTIME.options(name).withDelivery(Delivery.EXACTLY_ONCE);
  }

  private static String shop(int visit) {
    return "s" + visit % 17;
  }

  /** All visits of a shop are in one partition, so its count goes up in their order. */
  private static Stream<String> visits(String name, int round) {
    return IntStream.range(round * PER_ROUND, (round + 1) * PER_ROUND)
        .mapToObj(
            visit ->
                "{\"topic\":\"%s-visits\",\"partition\":%d,\"key\":\"%s\",\"value\":{\"visit\":%d,\"paid\":%b},\"timestamp\":%d}"
                    .formatted(
                        name,
                        visit % 17 % PARTITIONS,
                        shop(visit),
                        visit,
                        visit % 3 == 0,
                        START + visit));
  }

  private static void load(TestJob job, String name, int round) {
    job.load(visits(name, round).iterator());
  }

  private static void check(TestJob job, String name, int rounds) {
    List<String> payments =
        IntStream.range(0, rounds * PER_ROUND)
            .filter(visit -> visit % 3 == 0)
            .mapToObj(visit -> shop(visit) + " {\"VISIT\":" + visit + "} @" + (START + visit))
            .toList();
    checkTopic(job, name + "-payments", payments);
    checkTopic(job, name + "-totals", totals(rounds));
  }

  private static List<String> totals(int rounds) {
    List<String> totals = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (int visit = 0; visit < rounds * PER_ROUND; visit++) {
      int count = counts.merge(shop(visit), 1, Integer::sum);
      totals.add(shop(visit) + " {\"VISITS\":" + count + "} @" + (START + visit));
    }
    return totals;
  }

  /** The topic is right, and would not be with one record less or one twice. */
  private static void checkTopic(TestJob job, String topic, List<String> expected) {
    List<String> actual = Verdict.texts(job.await(topic, expected.size()));
    assertThat(Verdict.differences(expected, actual)).isEmpty();
    List<String> dropped = actual.subList(1, actual.size());
    assertThat(Verdict.differences(expected, dropped)).hasSize(1);
    List<String> doubled = new ArrayList<>(actual);
    doubled.add(actual.get(0));
    assertThat(Verdict.differences(expected, doubled)).hasSize(1);
  }

  @AfterEach
  void heal() {
    FaultPoint.healAll();
  }

  @Test
  void eachCommandIsThereOnceWhenATaskFails() throws Exception {
    String name = "task-failure";
    LocalCluster cluster = RUNTIME.cluster();
    try (TestJob job = TestJob.of(RUNTIME, options(name), definitions(name))) {
      load(job, name, 0);
      job.start(FaultyEnvironment.of(cluster.environment()));
      job.awaitRunning();
      job.await(name + "-payments", 1);
      cluster.checkpoint(job.id());
      FaultPoint.ELEMENT.failAfter(PER_ROUND / 2, 1);
      load(job, name, 1);
      await().atMost(TestJob.PATIENCE).until(() -> !FaultPoint.ELEMENT.pending());
      load(job, name, 2);
      job.awaitRunning();
      check(job, name, 3);
      cluster.checkpoint(job.id());
      check(job, name, 3);
      checkCounts(job, "PAYMENTS", 3 * PER_ROUND, PER_ROUND);
      checkCounts(job, "TOTALS", 3 * PER_ROUND, 3 * PER_ROUND);
      assertThat(CheckpointBalance.awaitZero(RUNTIME, job, "TOTALS").sumWithoutOne())
          .as("one count less")
          .isNotZero();
    }
  }

  /** Every record is counted once, although some were read twice. */
  private static void checkCounts(TestJob job, String statement, long read, long accepted) {
    await()
        .atMost(TestJob.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Counts.of(RUNTIME.metrics(), job.id(), statement))
                    .isEqualTo(new Counts(read, accepted, read - accepted, 0, Map.of(), accepted)));
    CheckpointBalance.awaitZero(RUNTIME, job, statement);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int own = partition;
      assertThat(Counts.of(RUNTIME.metrics(), job.id(), statement, partition).read())
          .isEqualTo(
              IntStream.range(0, (int) read)
                  .filter(visit -> visit % 17 % PARTITIONS == own)
                  .count());
    }
  }

  /** The same failure without transactions: the verdict must see it, or the others prove nothing. */
  @Test
  void withoutTransactionsTheSameFailureWritesCommandsTwice() throws Exception {
    String name = "at-least-once";
    LocalCluster cluster = RUNTIME.cluster();
    JobOptions options = options(name).withDelivery(Delivery.AT_LEAST_ONCE);
    try (TestJob job = TestJob.of(RUNTIME, options, definitions(name))) {
      load(job, name, 0);
      job.start(
          FaultyEnvironment.of(
              TestJob.withoutCheckpoints(cluster.environment(), Duration.ofHours(1))));
      job.awaitRunning();
      job.await(name + "-totals", PER_ROUND);
      cluster.checkpoint(job.id());
      load(job, name, 1);
      job.await(name + "-totals", 2 * PER_ROUND);
      FaultPoint.ELEMENT.fail(1);
      load(job, name, 2);
      List<String> actual = Verdict.texts(job.await(name + "-totals", 4 * PER_ROUND));
      assertThat(Verdict.differences(totals(3), actual))
          .isNotEmpty()
          .allSatisfy(difference -> assertThat(difference).contains("too many"));
    }
  }
}
