package dev.recency.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.cluster.PartitionCounts.Place;
import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.simulator.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What a simulator counts and refuses of the records. */
final class Simulation {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Plan plan;
  private final Set<String> deadLetters = new HashSet<>();
  private final Map<Place, PartitionCounts> counts = new TreeMap<>();
  private final Simulator simulator;

  private Simulation(Plan plan) {
    this.plan = plan;
    simulator = new Simulator(plan, ClockOptions.DEFAULT, this::take);
    simulator.partitions(Matches.TOPIC, Matches.PARTITIONS);
  }

  /**
   * Runs it.
   *
   * @param offsets where counting begins in each partition; whatever counts here begins there after
   *     a restore
   */
  static Simulation of(Plan plan, List<RawRecord> records, Map<Integer, Long> offsets) {
    Simulation simulation = new Simulation(plan);
    for (RawRecord record : records) {
      if (record.offset() == offsets.getOrDefault(record.partition(), 0L)) {
        simulation.count(record.partition(), -1);
      }
      simulation.simulator.process(record);
    }
    for (int partition = 0; partition < Matches.PARTITIONS; partition++) {
      simulation.count(partition, 1);
    }
    return simulation;
  }

  private void take(CommandRecord command) {
    if (command.topic().equals(Simulator.DEAD_LETTER_TOPIC)) {
      deadLetters.add(letter(Objects.requireNonNull(command.value())));
    }
  }

  private void count(int partition, int sign) {
    for (Query query : plan.queries()) {
      PartitionCounts now = PartitionCounts.of(simulator.counts(query.id(), partition));
      counts.merge(
          new Place(query.id(), partition),
          sign > 0 ? now : PartitionCounts.NONE.minus(now),
          PartitionCounts::plus);
    }
  }

  /** What a dead letter is about: its reason, partition and offset. */
  static String letter(byte[] value) {
    try {
      JsonNode letter = JSON.readTree(value);
      return letter.path("reason").asText()
          + " at "
          + letter.path("partition").asInt()
          + ":"
          + letter.path("offset").asLong();
    } catch (IOException e) {
      throw new UncheckedIOException("a dead letter is no JSON", e);
    }
  }

  /** All dead letters, as {@link #letter} says them. */
  Set<String> deadLetters() {
    return deadLetters;
  }

  Map<Place, PartitionCounts> counts() {
    return counts;
  }
}
