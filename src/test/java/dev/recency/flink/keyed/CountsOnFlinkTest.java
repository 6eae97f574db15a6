package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.Definitions;
import dev.recency.flink.ShownMetrics;
import dev.recency.flink.keyed.HostFixture.Backend;
import dev.recency.flink.keyed.HostFixture.State;
import dev.recency.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.metrics.HistogramStatistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a keying and its host count of known records, together, through failures and rescaling. */
final class CountsOnFlinkTest {
  private static final long START = 1_700_000_000_000L;
  private static final int PER_STAGE = 400;
  private static final int PARTITIONS = 4;
  private static final int USERS = 17;
  private static final int MILLIS_APART = 10;
  private static final List<Integer> PARALLELISMS = List.of(1, 3, 2);

  /** An event 15 s late is too late for the first and not for the second; they share a log. */
  private static final Definitions DEFINITIONS =
      Definitions.of(
          "counts.sql",
          """
          CREATE STREAM orders (user STRING, amount INT)
            WITH (KAFKA_TOPIC='orders', VALUE_FORMAT='JSON');
          CREATE TABLE brief WITH (KAFKA_TOPIC='brief') AS
            SELECT user, COUNT(*) AS n FROM orders WINDOW SLIDING (SIZE 10 SECONDS)
            WHERE amount > 2 GROUP BY user EMIT CHANGES;
          CREATE TABLE longer WITH (KAFKA_TOPIC='longer') AS
            SELECT user, SUM(amount) AS total FROM orders WINDOW SLIDING (SIZE 20 SECONDS)
            WHERE amount > 2 GROUP BY user EMIT CHANGES;
          """);

  @TempDir private Path directory;

  /** What becomes of a record in the statement with the brief window. */
  private enum Fate {
    MALFORMED,
    FILTERED,
    NULL_KEY,
    LATE,
    ACCEPTED;

    static Fate of(int number) {
      if (number % 11 == 0) {
        return MALFORMED;
      } else if (number % 5 == 0) {
        return FILTERED;
      } else if (number % 7 == 0) {
        return NULL_KEY;
      }
      return number % 13 == 0 ? LATE : ACCEPTED;
    }
  }

  private static RawRecord order(int number) {
    Fate fate = Fate.of(number);
    String user = fate == Fate.NULL_KEY ? "null" : "\"u" + number % USERS + "\"";
    int amount = fate == Fate.FILTERED ? 2 : 3;
    String value =
        fate == Fate.MALFORMED ? "{" : "{\"user\":%s,\"amount\":%d}".formatted(user, amount);
    long behindMillis = fate == Fate.LATE ? 15_000 : 0;
    return new RawRecord(
        "orders",
        number % PARTITIONS,
        number,
        clock(number) - behindMillis,
        null,
        value.getBytes(StandardCharsets.UTF_8),
        List.of());
  }

  private static long clock(int number) {
    return START + (long) number * MILLIS_APART;
  }

  /** Both operators with their state, as one job. */
  private final class Job implements AutoCloseable {
    private final KeyingFixture keying;
    private final HostFixture host;
    private int unseen;

    Job(int parallelism, @Nullable State keyings, @Nullable State hosts) throws Exception {
      keying = KeyingFixture.open(DEFINITIONS, parallelism, keyings);
      host =
          HostFixture.open(
              new PlannedQuery(DEFINITIONS, KeyingFixture.uid(DEFINITIONS), false),
              Backend.HEAP,
              directory,
              parallelism,
              hosts);
    }

    void process(int from, int to) throws Exception {
      for (int number = from; number < to; number++) {
        host.clock(clock(number));
        for (KeyedElement element : keying.process(order(number))) {
          if (unseen > 0) {
            unseen--;
          } else {
            host.process(element);
          }
        }
      }
    }

    void complete(long checkpointId) throws Exception {
      keying.completed(checkpointId);
      host.completed(checkpointId);
    }

    long sum(String statement, String name) {
      return keying.metrics().sum(statement, name) + host.metrics().sum(statement, name);
    }

    long sum(String statement, String name, int partition) {
      return keying.metrics().sum(statement, name, partition)
          + host.metrics().sum(statement, name, partition);
    }

    void check(int records) {
      long[] fates = new long[Fate.values().length];
      for (int number = 0; number < records; number++) {
        fates[Fate.of(number).ordinal()]++;
      }
      for (String statement : List.of("BRIEF", "LONGER")) {
        boolean brief = statement.equals("BRIEF");
        long late = brief ? fates[Fate.LATE.ordinal()] : 0;
        assertThat(sum(statement, "read")).isEqualTo(records);
        assertThat(sum(statement, "read", 3)).isEqualTo(records / PARTITIONS);
        assertThat(sum(statement, "accepted"))
            .isEqualTo(fates[Fate.ACCEPTED.ordinal()] + fates[Fate.LATE.ordinal()] - late);
        assertThat(sum(statement, "late")).isEqualTo(late);
        assertThat(sum(statement, "lateWithoutEffect")).isEqualTo(late);
        assertThat(sum(statement, "filtered")).isEqualTo(fates[Fate.FILTERED.ordinal()]);
        assertThat(keying.metrics().rejected(statement, "NULL_KEY"))
            .isEqualTo(fates[Fate.NULL_KEY.ordinal()]);
        assertThat(keying.metrics().rejected(statement, "MALFORMED_VALUE"))
            .isEqualTo(fates[Fate.MALFORMED.ordinal()]);
      }
    }

    void checkBalance(long checkpointId, long expected) {
      for (String statement : List.of("BRIEF", "LONGER")) {
        assertThat(sum(statement, "balance")).isEqualTo(expected);
        for (ShownMetrics metrics : List.of(keying.metrics(), host.metrics())) {
          assertThat(metrics.values(statement, "balanceCheckpoint")).containsOnly(checkpointId);
        }
      }
    }

    @Override
    public void close() throws Exception {
      keying.close();
      host.close();
    }
  }

  @Test
  void countsGoOnThroughFailuresAndRescalingAndEveryCheckpointIsInBalance() throws Exception {
    State keyings = null;
    State hosts = null;
    for (int stage = 0; stage < PARALLELISMS.size(); stage++) {
      try (Job job = new Job(PARALLELISMS.get(stage), keyings, hosts)) {
        if (stage > 0) {
          job.check(stage * PER_STAGE);
          job.checkBalance(0, 0); // the number that the harness gives what it restores
        }
        int end = (stage + 1) * PER_STAGE;
        job.process(stage * PER_STAGE, end);
        int checkpointId = stage + 1;
        keyings = job.keying.snapshot(checkpointId);
        hosts = job.host.snapshot(checkpointId);
        job.process(end, end + 50); // lost in the failure, and read again
        job.complete(checkpointId);
        job.checkBalance(checkpointId, 0);
        job.check(end + 50);
      }
    }
  }

  /** The fixtures' checkpoints are triggered as many milliseconds after 1970 as they count. */
  @Test
  void allOperatorsShowTheSameCheckpointForAMinute() throws Exception {
    try (Job job = new Job(2, null, null)) {
      long shown = 0;
      int from = 0;
      for (long checkpointId : new long[] {1, 2, 59_999, 60_000, 60_001}) {
        job.process(from, from + 50);
        from += 50;
        job.keying.snapshot(checkpointId);
        job.host.snapshot(checkpointId);
        job.complete(checkpointId);
        shown = checkpointId == 1 || checkpointId == 60_000 ? checkpointId : shown;
        job.checkBalance(shown, 0);
      }
    }
  }

  @Test
  void aRecordThatIsLostBetweenTwoOperatorsPutsTheBalanceOut() throws Exception {
    try (Job job = new Job(2, null, null)) {
      job.process(0, 100);
      job.unseen = 1;
      job.process(100, 200);
      job.keying.snapshot(1);
      job.host.snapshot(1);
      job.complete(1);
      job.checkBalance(1, 1);
    }
  }

  /** Nothing is kept for nothing: invariant 4. */
  @Test
  void keysAndBytesGoUpWithTheEventsAndBackToZeroWhenTheLastHasLeft() throws Exception {
    try (Job job = new Job(2, null, null)) {
      assertThat(job.host.metrics().values("LONGER", "keysWithState")).containsExactly(0L, 0L);
      job.process(0, 600);
      job.host.snapshot(1);
      assertThat(job.sum("LONGER", "keysWithState")).isEqualTo(USERS);
      KeyGroupSizes.Size stored = job.host.stored();
      assertThat(stored.keys()).isEqualTo(USERS);
      assertThat(job.sum("LONGER", "stateBytes")).isEqualTo(stored.stateBytes()).isPositive();
      assertThat(job.sum("BRIEF", "stateBytes")).isEqualTo(stored.stateBytes());
      job.host.clock(clock(599) + 19_000);
      assertThat(job.sum("BRIEF", "keysWithState")).isEqualTo(USERS);
      job.host.clock(clock(599) + 20_000);
      assertThat(job.sum("BRIEF", "keysWithState")).isZero();
      assertThat(job.sum("BRIEF", "stateBytes")).isZero();
      job.host.snapshot(2);
      assertThat(job.host.stored()).isEqualTo(KeyGroupSizes.Size.NOTHING);
      assertThat(job.sum("BRIEF", "stateBytes")).isZero();
    }
  }

  @Test
  void delaysRunFromArrivalAndFromTheInstantOfDecayAndTheClockIsLateByWhatItIs() throws Exception {
    try (Job job = new Job(1, null, null)) {
      assertThat(job.host.metrics().values("BRIEF", "clockLagMillis")).isEmpty();
      job.host.now(clock(1) + 40);
      job.process(1, 2);
      assertThat(job.host.metrics().values("BRIEF", "clockLagMillis")).containsExactly(40L);
      assertThat(delay(job, "commandDelayMillis")).isEqualTo(40);
      job.host.now(clock(1) + 10_700);
      job.host.clock(clock(1) + 10_100);
      assertThat(delay(job, "decayDelayMillis")).as("it was due at 10,000").isEqualTo(700);
      assertThat(job.sum("BRIEF", "clockLagMillis")).isEqualTo(600);
      assertThat(job.sum("BRIEF", "commands")).isEqualTo(2);
      assertThat(job.sum("BRIEF", "decays")).isEqualTo(1);
    }
  }

  @Test
  void thePageNamesEveryMetricOfAStatementAndNoOther() throws Exception {
    Set<String> named =
        Files.readAllLines(Path.of("docs/metrics.md")).stream()
            .filter(line -> line.startsWith("| `") && line.contains("| statement"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .collect(Collectors.toSet());
    try (Job job = new Job(1, null, null)) {
      job.process(0, 100);
      job.keying.snapshot(1);
      job.complete(1);
      Set<String> shown = new TreeSet<>(job.keying.metrics().names("BRIEF"));
      shown.addAll(job.host.metrics().names("BRIEF"));
      shown.add("expressionErrors"); // there are none
      shown.add(HostGauges.DATA_CLOCK_LAG); // of a clock that is not live
      assertThat(named).isEqualTo(shown);
    }
  }

  private static double delay(Job job, String name) {
    HistogramStatistics delays =
        job.host.metrics().histogram("BRIEF", name).orElseThrow().getStatistics();
    assertThat(delays.size()).isEqualTo(1);
    return delays.getMean();
  }
}
