package dev.recency.simulator;

import static dev.recency.simulator.Records.plan;
import static dev.recency.simulator.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.row.RejectReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatorTest {
  private static final String RIDES =
      "CREATE STREAM rides (city STRING, fare INT, moment BIGINT)"
          + " WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON', TIMESTAMP='moment');";

  private final List<CommandRecord> written = new ArrayList<>();

  private Simulator simulator(String sql) {
    return new Simulator(plan(sql), ClockOptions.DEFAULT, written::add);
  }

  private List<String> texts() {
    return written.stream().map(Records::text).toList();
  }

  private static String ride(String city, int fare, long at) {
    return "{\"city\":\"" + city + "\",\"fare\":" + fare + ",\"moment\":" + at + "}";
  }

  @Test
  void filterAndTransformKeepTheOrderOfOffsetThenStatement() {
    Simulator simulator =
        simulator(
            RIDES
                + "CREATE STREAM fares WITH (KAFKA_TOPIC='fares') AS SELECT fare FROM rides;"
                + "CREATE STREAM dear WITH (KAFKA_TOPIC='dear') AS"
                + " SELECT city FROM rides WHERE fare > 20;");
    simulator.process(record("rides", 0, 0, 5, null, ride("Jeju", 30, 4)));
    simulator.process(record("rides", 0, 1, 6, null, ride("Ulsan", 9, 5)));
    assertThat(texts())
        .containsExactly(
            "fares null {\"FARE\":30} @4",
            "dear null {\"CITY\":\"Jeju\"} @4",
            "fares null {\"FARE\":9} @5");
    assertThat(simulator.counts("DEAR", 0).filtered()).isEqualTo(1);
    assertThat(simulator.counts("DEAR", 0).commands()).isEqualTo(1);
  }

  @Test
  void aLifetimeCountIsAtTheNewestEventTimeAndItsArrivalNeverGoesBack() {
    Simulator simulator =
        simulator(
            RIDES
                + "CREATE TABLE per_city WITH (KAFKA_TOPIC='counts') AS"
                + " SELECT city, COUNT(*) AS rides FROM rides GROUP BY city;");
    simulator.process(record("rides", 0, 0, 50, null, ride("Jeju", 1, 40)));
    simulator.process(record("rides", 1, 0, 45, null, ride("Jeju", 1, 30)));
    assertThat(texts())
        .containsExactly("counts Jeju {\"RIDES\":1} @40", "counts Jeju {\"RIDES\":2} @40");
    assertThat(written.get(1))
        .satisfies(each -> assertThat(Records.header(each, "recency-arrival-ms")).isEqualTo("50"));
    assertThat(written.get(1))
        .satisfies(
            each -> assertThat(Records.header(each, "recency-statement")).isEqualTo("PER_CITY"));
  }

  @Test
  void havingThatTurnsFalseLeavesATombstone() {
    Simulator simulator =
        simulator(
            RIDES
                + "CREATE TABLE rare WITH (KAFKA_TOPIC='rare') AS"
                + " SELECT city, COUNT(*) AS rides FROM rides GROUP BY city HAVING COUNT(*) < 2;");
    for (int i = 0; i < 3; i++) {
      simulator.process(record("rides", 0, i, 10 + i, null, ride("Jeju", 1, i)));
    }
    assertThat(texts()).containsExactly("rare Jeju {\"RIDES\":1} @0", "rare Jeju null @1");
  }

  @Test
  void aStatementReadsWhatAnotherWritesWithItsRowtimeKept() {
    Simulator simulator =
        simulator(
            RIDES
                + "CREATE STREAM dear WITH (KAFKA_TOPIC='dear') AS"
                + " SELECT city, fare FROM rides WHERE fare > 20;"
                + "CREATE TABLE per_city WITH (KAFKA_TOPIC='counts') AS"
                + " SELECT city, COUNT(*) AS rides FROM dear GROUP BY city;");
    simulator.process(record("rides", 0, 0, 50, null, ride("Jeju", 21, 40)));
    simulator.process(record("rides", 0, 1, 51, null, ride("Jeju", 20, 41)));
    assertThat(texts())
        .containsExactly(
            "dear null {\"CITY\":\"Jeju\",\"FARE\":21} @40", "counts Jeju {\"RIDES\":1} @40");
  }

  @Test
  void whatIsRejectedGoesToTheDeadLettersWithItsReason() {
    Simulator simulator =
        simulator(
            RIDES
                + "CREATE TABLE per_city WITH (KAFKA_TOPIC='counts') AS"
                + " SELECT city, COUNT(*) AS rides FROM rides GROUP BY city;");
    simulator.process(record("rides", 0, 0, 50, null, "no json"));
    simulator.process(record("rides", 0, 1, 50, null, ride("Jeju", 1, 50 + 60_001)));
    simulator.process(record("rides", 0, 2, 50, null, "{\"city\":null,\"moment\":5}"));
    simulator.process(record("rides", 0, 3, 50, null, "{\"city\":\"Jeju\"}"));
    StatementCounts counts = simulator.counts("PER_CITY", 0);
    assertThat(counts.rejected(RejectReason.MALFORMED_VALUE)).isEqualTo(1);
    assertThat(counts.rejected(RejectReason.FUTURE_TIMESTAMP)).isEqualTo(1);
    assertThat(counts.rejected(RejectReason.NULL_KEY)).isEqualTo(1);
    assertThat(counts.rejected(RejectReason.INVALID_TIMESTAMP)).isEqualTo(1);
    assertThat(counts.balanced()).as(counts.toString()).isTrue();
    assertThat(written)
        .hasSize(4)
        .allMatch(each -> each.topic().equals(Simulator.DEAD_LETTER_TOPIC));
  }

  @Test
  void aTombstonePassesAProjectionAndNothingElse() {
    Simulator simulator =
        simulator(
            "CREATE STREAM pages (url STRING KEY, title STRING)"
                + " WITH (KAFKA_TOPIC='pages', VALUE_FORMAT='JSON');"
                + "CREATE STREAM every_page WITH (KAFKA_TOPIC='every') AS"
                + " SELECT url, title FROM pages;"
                + "CREATE STREAM titled WITH (KAFKA_TOPIC='titled') AS"
                + " SELECT url, title FROM pages WHERE title IS NULL;"
                + "CREATE TABLE visits WITH (KAFKA_TOPIC='visits') AS"
                + " SELECT url, COUNT(*) AS visits FROM pages GROUP BY url;");
    simulator.process(record("pages", 0, 0, 7, "/home", null));
    assertThat(texts()).containsExactly("every /home null @7");
    assertThat(simulator.counts("TITLED", 0).filtered()).isEqualTo(1);
    assertThat(simulator.counts("VISITS", 0).filtered()).isEqualTo(1);
  }
}
