package dev.recency.ksqldb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.ksqldb.ObservedRun.Seen;
import dev.recency.ksqldb.streams.ReferenceOptions;
import dev.recency.ksqldb.streams.TopologyDriver;
import dev.recency.operator.Seeds;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.Query;
import dev.recency.sql.SqlParser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The reference topology writes what the model of the rules writes, and what ksqlDB wrote. */
class ReferenceTopologyTest {
  private static final int CASES = 60;
  private static final long FOR_EVER = Duration.ofDays(400).toMillis();

  @Test
  void losesNothingWithALongRetention() {
    Seeds.of("ReferenceTopologyTest", CASES)
        .forEach(seed -> compare(seed, ReferenceOptions.best(FOR_EVER), Losses.NONE));
  }

  @Test
  void losesWhatTheStoreHidesWithTheDeclaredRetention() {
    Seeds.of("ReferenceTopologyTest", CASES)
        .forEach(seed -> compare(seed, ReferenceOptions.best(0), Losses.OF_THE_STORE));
  }

  private static void compare(long seed, ReferenceOptions options, Losses losses) {
    RandomCase random = new RandomCase(seed);
    String sql = random.sql();
    Plan plan = Planner.plan(List.of(SqlParser.script("seed-" + seed, sql)));
    Query query = plan.queries().get(0);
    boolean session = sql.contains("SESSION");
    if (session && (sql.contains("EMIT FINAL") || sql.contains("HAVING"))) {
      // Final ones: see finalSessionsOfEventsInOrder. HAVING: Kafka Streams writes no tombstone
      // where a session of one instant stays what it is and HAVING turns false.
      return;
    }
    QueryModel model = QueryModel.of(plan, query, session ? Losses.OF_THE_STORE : losses);
    try (TopologyDriver driver = TopologyDriver.of(plan, query, options)) {
      for (RawRecord record : random.records()) {
        assertThat(driver.take(record).stream().map(ReferenceTopologyTest::text))
            .as("seed [%d] at record [%d] of\n%s", seed, record.offset(), sql)
            .containsExactlyElementsOf(
                model.take(record, 0).stream().map(ReferenceTopologyTest::text).toList());
      }
    }
  }

  /** Only the late could make a closed session grow: see ReferenceTopology. */
  @Test
  void finalSessionsOfEventsInOrder() {
    Plan plan =
        Texts.plan(
            "CREATE TABLE o WITH (KAFKA_TOPIC='o') AS SELECT id, SUM(i) AS n FROM s WINDOW SESSION"
                + " (7 MILLISECONDS, GRACE PERIOD 3 MILLISECONDS) GROUP BY id EMIT FINAL;");
    Query query = plan.queries().get(0);
    QueryModel model = QueryModel.of(plan, query, Losses.NONE);
    int written = 0;
    try (TopologyDriver driver = TopologyDriver.of(plan, query, ReferenceOptions.best(FOR_EVER))) {
      List<RawRecord> records = new ArrayList<>(new RandomCase(3).records());
      records.sort(Comparator.comparingLong(RawRecord::timestampMillis));
      for (RawRecord record : records) {
        List<String> expected =
            model.take(record, 0).stream().map(ReferenceTopologyTest::text).toList();
        assertThat(driver.take(record).stream().map(ReferenceTopologyTest::text).toList())
            .as("record [%d]", record.offset())
            .containsExactlyInAnyOrderElementsOf(expected); // by key where they end at once
        written += expected.size();
      }
    }
    assertThat(written).isGreaterThan(10);
  }

  private static String text(CommandRecord command) {
    return Written.of(command.timestampMillis(), command.key(), command.value()).toString();
  }

  @Test
  void writesWhatWasSeen() throws IOException {
    List<ObservedRun> runs = ObservedRun.all();
    if (runs.isEmpty()) {
      System.out.println("ReferenceTopologyTest: skipped, because there is no recorded run");
    }
    Assumptions.assumeFalse(runs.isEmpty(), "no recorded runs");
    for (ObservedRun run : runs) {
      Plan plan = run.plan();
      Query query = plan.queries().get(0);
      List<RawRecord> inputs = run.inputs(plan);
      List<Seen> written = new ArrayList<>();
      try (TopologyDriver driver =
          TopologyDriver.of(plan, query, ReferenceOptions.best(FOR_EVER))) {
        for (int input = 0; input < inputs.size(); input++) {
          for (CommandRecord command : driver.take(inputs.get(input))) {
            written.add(run.seen(plan, input, command));
          }
        }
      }
      List<Seen> seen = run.seen();
      assertThat(written).as(run.name()).hasSameSizeAs(seen).isNotEmpty();
      for (int i = 0; i < seen.size(); i++) {
        assertThat(written.get(i))
            .as("%s record [%d]", run.name(), i)
            .matches(seen.get(i)::same, "is " + seen.get(i));
      }
    }
  }

  /** Whether the test could fail: a window that is one millisecond longer gives other records. */
  @Test
  void anotherWindowWritesOtherRecords() {
    Plan plan = Texts.counts("TUMBLING (SIZE 10 MILLISECONDS)", "EMIT CHANGES");
    Plan longer = Texts.counts("TUMBLING (SIZE 11 MILLISECONDS)", "EMIT CHANGES");
    assertThat(texts(plan)).isNotEqualTo(texts(longer));
  }

  private static List<String> texts(Plan plan) {
    try (TopologyDriver driver =
        TopologyDriver.of(plan, plan.queries().get(0), ReferenceOptions.best(FOR_EVER))) {
      List<String> texts = new ArrayList<>();
      for (long time : new long[] {1, 5, 10, 11, 25}) {
        driver.take(Texts.event("a", time)).forEach(each -> texts.add(text(each)));
      }
      return texts;
    }
  }
}
