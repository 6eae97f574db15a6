package dev.recency.simulator;

import static dev.recency.simulator.Records.plan;
import static dev.recency.simulator.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.format.JsonLines;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The clock of TUMBLING, HOPPING and SESSION, what is late by it, and how their results are read. */
class TimeWindowsTest {
  private static final String RIDES =
      "CREATE STREAM rides (rider STRING KEY, fare INT)"
          + " WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON');\n";

  private static final String TUMBLING_FINAL =
      RIDES
          + "CREATE TABLE o AS SELECT rider, COUNT(*) AS n FROM rides"
          + " WINDOW TUMBLING (SIZE 10 MILLISECONDS) WHERE fare > 0 GROUP BY rider EMIT FINAL;";

  /** 17:00 of the article's day. */
  private static final long FIVE = 1_700_586_000_000L;

  private final List<String> written = new ArrayList<>();
  private int offset;

  private Simulator simulator(String sql, int partitions) {
    Plan plan = plan(sql);
    Query query = plan.queries().get(plan.queries().size() - 1);
    JsonLines lines =
        JsonLines.of(
            List.of(
                new JsonLines.Topic(
                    query.sink().serialization(),
                    query.sink().columns(),
                    query.sink().keyWindow())));
    Simulator simulator =
        new Simulator(plan, ClockOptions.DEFAULT, command -> written.add(text(lines, command)));
    simulator.partitions("rides", partitions);
    return simulator;
  }

  /** {@code topic line}, of a dead letter its reason. */
  private static String text(JsonLines lines, CommandRecord command) {
    if (command.topic().equals(Simulator.DEAD_LETTER_TOPIC)) {
      return Records.text(command.value()).replaceAll("^.*\"reason\":\"([A-Z_]+)\".*$", "$1");
    }
    return lines
        .write(Simulator.record(command, 0))
        .replaceAll("(?s)^.*?\"key\":(.*)}$", "$1")
        .replaceAll("\"headers\".*$", "")
        .replaceAll("\"(key|value|window|start|end|type|timestamp)\":", "");
  }

  private void ride(Simulator simulator, int partition, long at, String rider, int fare) {
    simulator.process(record("rides", partition, offset++, at, rider, "{\"fare\":" + fare + "}"));
  }

  private static String row(String rider, long start, int count, long at) {
    return "\"%s\",{%d,%d,\"time\"},{\"N\":%d},%d,".formatted(rider, start, start + 10, count, at);
  }

  @Test
  void rowsThatWhereKeepsOutDoNotMoveTheClock() {
    Simulator simulator = simulator(TUMBLING_FINAL, 1);
    ride(simulator, 0, 5, "a", 1);
    ride(simulator, 0, 500, "a", 0);
    assertThat(written).isEmpty();
    ride(simulator, 0, 6, "a", 1);
    ride(simulator, 0, 10, "b", 1);
    assertThat(written).containsExactly(row("a", 0, 2, 6));
  }

  @Test
  void rowsWithoutAKeyAreRejectedAndDoNotMoveTheClock() {
    Simulator simulator = simulator(TUMBLING_FINAL, 1);
    ride(simulator, 0, 5, "a", 1);
    simulator.process(record("rides", 0, offset++, 900, null, "{\"fare\":1}"));
    simulator.process(record("rides", 0, offset++, 900, "a", null));
    assertThat(written).containsExactly("NULL_KEY");
    assertThat(simulator.counts("O", 0).filtered()).as("the tombstone").isEqualTo(1);
  }

  @Test
  void aWindowClosesWhenAllPartitionsHavePassedItAndARowIsLateByItsOwn() {
    Simulator simulator = simulator(TUMBLING_FINAL, 2);
    ride(simulator, 0, 5, "a", 1);
    ride(simulator, 0, 25, "a", 1);
    ride(simulator, 0, 9, "a", 1);
    assertThat(written).as("late by its own partition").containsExactly("LATE");
    ride(simulator, 1, 6, "b", 1);
    ride(simulator, 1, 7, "a", 1);
    assertThat(written).as("in time by its own partition").hasSize(1);
    ride(simulator, 1, 10, "b", 1);
    assertThat(written).containsExactly("LATE", row("a", 0, 2, 7), row("b", 0, 1, 6));
    assertThat(simulator.counts("O", 0).late()).isEqualTo(1);
    assertThat(simulator.counts("O", 1).late()).isZero();
  }

  @Test
  void aPartitionWithoutAClockBeginsAtTheDataClock() {
    Simulator simulator = simulator(TUMBLING_FINAL, 1);
    ride(simulator, 0, 5, "a", 1);
    ride(simulator, 0, 30, "a", 1);
    ride(simulator, 3, 6, "b", 1);
    ride(simulator, 3, 7, "b", 1);
    assertThat(written).containsExactly(row("a", 0, 1, 5), "LATE", "LATE");
  }

  @Test
  void aPartitionThatBringsNothingThatCountsIsWaitedForUntilTheEnd() {
    Simulator simulator = simulator(TUMBLING_FINAL, 2);
    ride(simulator, 1, 700, "x", 0);
    ride(simulator, 0, 5, "a", 1);
    ride(simulator, 0, 12, "a", 1);
    assertThat(written).isEmpty();
    simulator.end();
    assertThat(written).containsExactly(row("a", 0, 1, 5));
  }

  @Test
  void keysThatCloseTogetherComeByWindowThenByTheirBytes() {
    Simulator simulator = simulator(TUMBLING_FINAL, 1);
    for (String rider : List.of("b", "é", "a", "z")) {
      ride(simulator, 0, 3, rider, 1);
      ride(simulator, 0, 3, rider, 0);
    }
    ride(simulator, 0, 11, "b", 1);
    ride(simulator, 0, 30, "y", 1);
    assertThat(written)
        .containsExactly(
            row("a", 0, 1, 3),
            row("b", 0, 1, 3),
            row("z", 0, 1, 3),
            row("é", 0, 1, 3),
            row("b", 10, 1, 11));
  }

  @Test
  void aRestartInBetweenChangesNothing() {
    Plan plan = plan(TUMBLING_FINAL);
    Simulator before = simulator(TUMBLING_FINAL, 2);
    ride(before, 0, 5, "a", 1);
    ride(before, 0, 25, "a", 1);
    ride(before, 1, 8, "b", 1);
    Simulator after = simulator(TUMBLING_FINAL, 0);
    after.restore(before.snapshot());
    assertThat(plan.queries()).hasSize(1);
    ride(after, 0, 9, "a", 1);
    ride(after, 1, 9, "b", 1);
    ride(after, 1, 21, "b", 1);
    assertThat(written).containsExactly("LATE", row("a", 0, 1, 5), row("b", 0, 2, 9));
  }

  @Test
  void aStreamOverTheTopicOfSessionsReadsTheirBounds() {
    Simulator simulator =
        simulator(
            RIDES
                + "CREATE TABLE sessions WITH (KAFKA_TOPIC='sessions') AS SELECT rider, COUNT(*) AS n"
                + " FROM rides WINDOW SESSION (10 MILLISECONDS) GROUP BY rider;\n"
                + "CREATE STREAM all_sessions (rider STRING KEY, n BIGINT) WITH"
                + " (KAFKA_TOPIC='sessions', VALUE_FORMAT='JSON', WINDOW_TYPE='SESSION');\n"
                + "CREATE STREAM longer WITH (KAFKA_TOPIC='longer') AS"
                + " SELECT rider, WINDOWEND - WINDOWSTART AS length FROM all_sessions"
                + " WHERE WINDOWSTART < WINDOWEND;",
            1);
    ride(simulator, 0, 5, "a", 1);
    ride(simulator, 0, 9, "a", 1);
    assertThat(written).last().isEqualTo("\"a\",{5,9,\"session\"},{\"LENGTH\":4},9,");
  }

  /** The third example of the article, as printed: a STREAM, a STRUCT without a name, no key. */
  static String asPrinted(String topics) {
    return """
        CREATE STREAM azar_match_event (userId STRING KEY, chat_duration BIGINT)
          WITH (KAFKA_TOPIC='%1$s-event', VALUE_FORMAT='JSON', PARTITIONS=1);
        CREATE STREAM feature_store_command3
          WITH (KAFKA_TOPIC='%1$s-command', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false) AS
        SELECT STRUCT(
          `feature_name` := 'match-feature',
          `method` := 'UPDATE',
          `keys` := STRUCT(`user_id` := userId),
          `values` := STRUCT(
            `recent_10min_match_count` := COUNT(*),
            `recent_10min_avg_chat_duration` := AVG(chat_duration),
            `_last_updated_at_ms` := MAX(ROWTIME)))
        FROM azar_match_event
        WINDOW HOPPING (SIZE 10 MINUTES, ADVANCE BY 1 MINUTES)
        GROUP BY userId
        EMIT FINAL;
        """
        .formatted(topics);
  }

  @Test
  void theArticlesExampleRunsAsPrinted() {
    Simulator simulator = simulator(asPrinted("x"), 1);
    for (int i = 0; i < 7; i++) {
      match(simulator, "alice", FIVE + 120_000L * i, 10 * (i + 1));
    }
    match(simulator, "closer", FIVE + 3_600_000, 0);
    assertThat(written).hasSize(22);
    assertThat(written.get(0)).isEqualTo(command(-9, 1, "10.0", 0));
    assertThat(written.get(9)).as("[16:50, 17:10)").isEqualTo(command(0, 5, "30.0", 8));
    assertThat(written.get(11)).as("[17:02, 17:12)").isEqualTo(command(2, 5, "40.0", 10));
    assertThat(written.get(21)).isEqualTo(command(12, 1, "70.0", 12));
  }

  private void match(Simulator simulator, @Nullable String user, long at, int duration) {
    simulator.process(
        record("x-event", 0, offset++, at, user, "{\"chat_duration\":" + duration + "}"));
  }

  private static String command(int startMinute, int count, String average, int lastMinute) {
    long start = FIVE + 60_000L * startMinute;
    long last = FIVE + 60_000L * lastMinute;
    return ("\"alice\",{%d,%d,\"time\"},{\"feature_name\":\"match-feature\",\"method\":\"UPDATE\","
            + "\"keys\":{\"user_id\":\"alice\"},\"values\":{\"recent_10min_match_count\":%d,"
            + "\"recent_10min_avg_chat_duration\":%s,\"_last_updated_at_ms\":%d}},%d,")
        .formatted(start, start + 600_000, count, average, last, last);
  }
}
