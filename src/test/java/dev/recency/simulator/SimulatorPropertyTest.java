package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.operator.Seeds;
import dev.recency.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random records, good and bad, in three partitions, with a crash and a restore at any step: each
 * statement writes what counting by hand says, and nothing is silently lost.
 */
class SimulatorPropertyTest {
  private static final int SEEDS = 100;
  private static final int STEPS = 200;
  private static final int PARTITIONS = 3;
  private static final String SQL =
      "CREATE STREAM rides (city STRING, fare INT)"
          + " WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON');"
          + "CREATE STREAM dear WITH (KAFKA_TOPIC='dear') AS"
          + " SELECT city, fare FROM rides WHERE fare > 20;"
          + "CREATE TABLE per_city WITH (KAFKA_TOPIC='per-city') AS"
          + " SELECT city, COUNT(*) AS n FROM rides GROUP BY city;"
          + "CREATE TABLE dear_per_city WITH (KAFKA_TOPIC='dear-per-city') AS"
          + " SELECT city, COUNT(fare) AS n FROM dear GROUP BY city;";

  /** A ride as it was sent; garbage has no city and no fare. */
  private record Sent(RawRecord record, @Nullable String city, int fare, boolean garbage) {}

  @Test
  void everyStatementWritesWhatCountingByHandSays() {
    Plan plan = Records.plan(SQL);
    Seeds.of("Simulator", SEEDS).forEach(seed -> run(plan, seed));
  }

  private static void run(Plan plan, long seed) {
    Random random = new Random(seed);
    List<CommandRecord> written = new ArrayList<>();
    Simulator simulator = new Simulator(plan, ClockOptions.DEFAULT, written::add);
    Simulator.Snapshot checkpoint = simulator.snapshot();
    Map<String, Integer> cities = new HashMap<>();
    Map<String, Integer> dear = new HashMap<>();
    List<Sent> sinceCheckpoint = new ArrayList<>();
    Map<String, Integer> citiesAtCheckpoint = Map.of();
    Map<String, Integer> dearAtCheckpoint = Map.of();
    long[] read = new long[PARTITIONS];
    for (int step = 0; step < STEPS; step++) {
      String at = "seed [" + seed + "] step [" + step + "]";
      int choice = random.nextInt(30);
      if (choice == 0) {
        checkpoint = simulator.snapshot();
        citiesAtCheckpoint = Map.copyOf(cities);
        dearAtCheckpoint = Map.copyOf(dear);
        sinceCheckpoint.clear();
      } else if (choice == 1) {
        simulator = new Simulator(plan, ClockOptions.DEFAULT, written::add);
        simulator.restore(checkpoint);
        cities = new HashMap<>(citiesAtCheckpoint);
        dear = new HashMap<>(dearAtCheckpoint);
        read = new long[PARTITIONS];
        for (Sent again : sinceCheckpoint) {
          read[again.record().partition()]++;
          take(simulator, again, cities, dear, written, at);
        }
      } else {
        Sent sent = sent(random, step);
        sinceCheckpoint.add(sent);
        read[sent.record().partition()]++;
        take(simulator, sent, cities, dear, written, at);
      }
      for (String query : List.of("DEAR", "PER_CITY")) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          StatementCounts counts = simulator.counts(query, partition);
          assertThat(counts.balanced()).as(at + " " + counts).isTrue();
          assertThat(counts.read()).as(at).isEqualTo(read[partition]);
        }
      }
    }
  }

  private static Sent sent(Random random, int step) {
    String city = random.nextInt(8) == 0 ? null : "city" + random.nextInt(5);
    int fare = random.nextInt(40);
    boolean garbage = random.nextInt(10) == 0;
    String value =
        "{\"city\":" + (city == null ? "null" : "\"" + city + "\"") + ",\"fare\":" + fare + "}";
    int partition = random.nextInt(PARTITIONS);
    RawRecord record =
        Records.record("rides", partition, step, 1_000 + step, null, garbage ? "{" : value);
    return new Sent(record, city, fare, garbage);
  }

  private static void take(
      Simulator simulator,
      Sent sent,
      Map<String, Integer> cities,
      Map<String, Integer> dear,
      List<CommandRecord> written,
      String at) {
    written.clear();
    simulator.process(sent.record());
    List<String> expected = new ArrayList<>();
    String city = sent.city();
    if (!sent.garbage() && sent.fare() > 20) {
      String text = city == null ? "null" : "\"" + city + "\"";
      expected.add("dear {\"CITY\":" + text + ",\"FARE\":" + sent.fare() + "}");
    }
    if (!sent.garbage() && city != null) {
      expected.add("per-city {\"N\":" + cities.merge(city, 1, Integer::sum) + "}");
      if (sent.fare() > 20) {
        expected.add("dear-per-city {\"N\":" + dear.merge(city, 1, Integer::sum) + "}");
      }
    }
    assertThat(
            written.stream()
                .filter(each -> !each.topic().equals(Simulator.DEAD_LETTER_TOPIC))
                .map(each -> each.topic() + " " + Records.text(each.value()))
                .toList())
        .as(at)
        .isEqualTo(expected);
  }
}
