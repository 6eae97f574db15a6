package dev.recency.flink;

import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Plan;
import dev.recency.simulator.Simulator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a plan says of some records if it has seen all of them, by topic. */
final class Simulated {
  private final Map<String, List<String>> texts = new LinkedHashMap<>();

  /**
   * Runs a plan.
   *
   * @param partitions by topic
   */
  Simulated(Plan plan, Map<String, Integer> partitions, List<RawRecord> records) {
    Simulator simulator =
        new Simulator(
            plan,
            ClockOptions.DEFAULT,
            command ->
                texts
                    .computeIfAbsent(command.topic(), each -> new ArrayList<>())
                    .add(Verdict.text(command.key(), command.value(), command.timestampMillis())));
    partitions.forEach(simulator::partitions);
    records.forEach(simulator::process);
  }

  /** The commands in a topic, as {@link Verdict} writes them. */
  List<String> in(String topic) {
    return texts.getOrDefault(topic, List.of());
  }
}
