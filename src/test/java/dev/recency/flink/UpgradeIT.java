package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recency.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job that goes on from a savepoint with statements added, removed and kept. */
final class UpgradeIT {
  private static final int PARTITIONS = 2;
  private static final int KEYS = 29;
  private static final int BEFORE = 600;
  private static final int WARMING = 650;
  private static final int ALL = 1_200;
  private static final long START = 1_700_000_000_000L;
  private static final int RESTORED_WINDOW_MILLIS = 300;
  private static final int REACH_MILLIS = 100;

  private static final String SOURCE =
      """
      CREATE STREAM votes (song STRING KEY, stars INT)
        WITH (KAFKA_TOPIC='upgrade-votes', VALUE_FORMAT='JSON', PARTITIONS=2);
      """;
  private static final String TOTAL = lifetime("total", "COUNT(*) AS n, SUM(stars) AS s");
  private static final String KEPT = sliding("reach", "100 MILLISECONDS");
  private static final String TEN = windowed("ten", "TUMBLING (SIZE 50 MILLISECONDS)");

  private static final Definitions OLD =
      Definitions.of("old.sql", SOURCE + TOTAL + lifetime("gone", "MAX(stars) AS m") + KEPT + TEN);
  private static final Definitions NEW =
      Definitions.of(
          "new.sql",
          SOURCE
              + sliding("filled", "60 MILLISECONDS")
              + sliding("warm", "300 MILLISECONDS")
              + lifetime("added", "COUNT(*) AS n")
              + TEN
              + KEPT
              + TOTAL);

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @TempDir private Path directory;

  private static String lifetime(String name, String aggregates) {
    return table(name, aggregates) + " GROUP BY song EMIT CHANGES;\n";
  }

  private static String windowed(String name, String window) {
    return table(name, "COUNT(*) AS n, SUM(stars) AS s")
        + (" WINDOW " + window + " GROUP BY song EMIT FINAL;\n");
  }

  private static String sliding(String name, String size) {
    return windowed(name, "SLIDING (SIZE " + size + ")");
  }

  private static String table(String name, String aggregates) {
    return "CREATE TABLE %1$s WITH (KAFKA_TOPIC='upgrade-%1$s', PARTITIONS=1) AS SELECT song, %2$s FROM votes"
        .formatted(name, aggregates);
  }

  private static RawRecord vote(int number) {
    return new RawRecord(
        "upgrade-votes",
        number % KEYS % PARTITIONS,
        number,
        START + number,
        ("s" + number % KEYS).getBytes(StandardCharsets.UTF_8),
        "{\"stars\":%d}".formatted(number % 7).getBytes(StandardCharsets.UTF_8),
        List.of());
  }

  private static String line(int number) {
    return "{\"topic\":\"upgrade-votes\",\"partition\":%d,\"key\":\"s%d\",\"value\":{\"stars\":%d},\"timestamp\":%d}"
        .formatted(number % KEYS % PARTITIONS, number % KEYS, number % 7, START + number);
  }

  private static void load(TestJob job, int from, int to) {
    job.load(IntStream.range(from, to).mapToObj(UpgradeIT::line).iterator());
  }

  @Test
  void statementsComeGoAndStay() throws Exception {
    JobOptions options = RUNTIME.options("upgrade").withDelivery(Delivery.EXACTLY_ONCE);
    Simulated truth = simulated(NEW);
    String savepoint;
    int gone;
    try (TestJob job = TestJob.of(RUNTIME, options, OLD)) {
      load(job, 0, BEFORE);
      job.start(environment("hashmap", Optional.empty()));
      job.await("upgrade-total", BEFORE);
      savepoint = job.stopWithSavepoint(directory);
      gone = job.committed("upgrade-gone").size();
    }
    try (TestJob job = TestJob.of(RUNTIME, options, NEW)) {
      load(job, BEFORE, WARMING);
      job.start(environment("rocksdb", Optional.of(savepoint)));
      job.await("upgrade-total", WARMING);
      await().atMost(TestJob.PATIENCE).until(() -> job.warming("FILLED").contains(0));
      assertThat(job.warming("WARM")).containsOnly(1);
      assertThat(job.warming("FILLED")).containsOnly(0);
      load(job, WARMING, ALL);
      job.await("upgrade-reach", truth.in("upgrade-reach").size());
      await().atMost(TestJob.PATIENCE).until(() -> !job.warming("WARM").contains(1));
      checkKept(job, truth);
      checkAdded(job, truth);
      assertThat(job.committed("upgrade-gone")).hasSize(gone);
    }
  }

  private static Simulated simulated(Definitions definitions) {
    return new Simulated(
        definitions.plan(),
        Map.of("upgrade-votes", PARTITIONS),
        IntStream.range(0, ALL).mapToObj(UpgradeIT::vote).toList());
  }

  /** What stays is as if nothing had happened, row by row. */
  private static void checkKept(TestJob job, Simulated truth) {
    for (String topic : List.of("upgrade-total", "upgrade-reach", "upgrade-ten")) {
      List<String> expected = truth.in(topic);
      List<String> actual = Verdict.texts(job.await(topic, expected.size()));
      assertThat(Verdict.byKey(actual)).as(topic).isEqualTo(Verdict.byKey(expected));
      assertThat(Verdict.byKey(actual.subList(1, actual.size())))
          .isNotEqualTo(Verdict.byKey(expected));
    }
  }

  private static void checkAdded(TestJob job, Simulated truth) {
    List<String> filled = texts(job, "upgrade-filled", truth);
    List<String> always = truth.in("upgrade-filled");
    assertThat(goesOn(filled, always)).isTrue();
    assertThat(goesOn(filled, simulated(edge()).in("upgrade-filled")))
        .as("a window that is longer by 1 ms")
        .isFalse();
    assertThat(goesOn(filled.subList(0, filled.size() - 1), always)).as("a row lost").isFalse();

    List<String> warm = texts(job, "upgrade-warm", truth);
    long exactFromMillis = START + BEFORE + RESTORED_WINDOW_MILLIS;
    assertThat(Verdict.byKey(from(exactFromMillis, warm)))
        .isEqualTo(Verdict.byKey(from(exactFromMillis, truth.in("upgrade-warm"))));
    assertThat(Verdict.byKey(warm).values()).hasSize(KEYS).allSatisfy(UpgradeIT::checkFirst);

    List<String> counts = Verdict.texts(job.await("upgrade-added", ALL - BEFORE));
    assertThat(Verdict.differences(counted(BEFORE), counts)).isEmpty();
    assertThat(Verdict.differences(counted(0), counts)).as("filled from nowhere").isNotEmpty();
  }

  /** The commands in a topic once the last of each key is there. */
  private static List<String> texts(TestJob job, String topic, Simulated truth) {
    List<String> last =
        Verdict.byKey(truth.in(topic)).values().stream()
            .map(rows -> rows.get(rows.size() - 1))
            .toList();
    await()
        .atMost(TestJob.PATIENCE)
        .until(() -> Verdict.texts(job.committed(topic)).containsAll(last));
    return Verdict.texts(job.committed(topic));
  }

  /** The first row of a key holds what the log held: not less, and not more than there was. */
  private static void checkFirst(List<String> rows) {
    String first = rows.get(0);
    int key = Integer.parseInt(first.substring(1, first.indexOf(' ')));
    int asOf = (int) (asOfMillis(first) - START);
    int said = Integer.parseInt(first.replaceAll(".*\"N\":(\\d+).*", "$1"));
    assertThat(said)
        .as(first)
        .isBetween(
            votes(key, Math.min(asOf, BEFORE) - REACH_MILLIS, asOf),
            votes(key, asOf - RESTORED_WINDOW_MILLIS, asOf));
    assertThat(votes(key, asOf - REACH_MILLIS / 2, asOf)).as("less of the log").isLessThan(said);
  }

  /** How many votes a song has after one number and up to another. */
  private static int votes(int key, int after, int through) {
    return (int)
        IntStream.rangeClosed(Math.max(0, after + 1), through)
            .filter(number -> number % KEYS == key)
            .count();
  }

  private static Definitions edge() {
    return Definitions.of("edge.sql", SOURCE + sliding("filled", "61 MILLISECONDS"));
  }

  private static List<String> counted(int from) {
    List<String> commands = new ArrayList<>();
    for (int number = BEFORE; number < ALL; number++) {
      int key = number % KEYS;
      commands.add(
          "s%d {\"N\":%d} @%d".formatted(key, votes(key, from - 1, number), START + number));
    }
    return commands;
  }

  /** Whether each key's rows are the last of those that should always have been there. */
  private static boolean goesOn(List<String> actual, List<String> always) {
    Map<String, List<String>> expected = Verdict.byKey(always);
    Map<String, List<String>> found = Verdict.byKey(actual);
    return found.keySet().equals(expected.keySet())
        && found.entrySet().stream()
            .allMatch(
                each -> {
                  List<String> all = expected.getOrDefault(each.getKey(), List.of());
                  int rows = each.getValue().size();
                  return rows <= all.size()
                      && all.subList(all.size() - rows, all.size()).equals(each.getValue());
                });
  }

  private static long asOfMillis(String text) {
    return Long.parseLong(text.substring(text.indexOf('@') + 1));
  }

  private static List<String> from(long millis, List<String> texts) {
    return texts.stream().filter(text -> asOfMillis(text) >= millis).toList();
  }

  private static StreamExecutionEnvironment environment(
      String backend, Optional<String> savepoint) {
    StreamExecutionEnvironment environment = RUNTIME.cluster().environment(savepoint);
    environment.configure(Configuration.fromMap(Map.of("state.backend.type", backend)));
    return environment;
  }
}
