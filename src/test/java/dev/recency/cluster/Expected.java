package dev.recency.cluster;

import dev.recency.command.CommandRecord;
import dev.recency.flink.DefinitionFiles;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Plan;
import dev.recency.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the simulator says of some records: the commands of each topic in their order. */
final class Expected {
  private final Plan plan;
  private final Simulator simulator;
  private final Map<String, List<CommandRecord>> commands = new LinkedHashMap<>();

  private Expected(Plan plan) {
    this.plan = plan;
    this.simulator =
        new Simulator(
            plan,
            ClockOptions.DEFAULT,
            command ->
                commands.computeIfAbsent(command.topic(), topic -> new ArrayList<>()).add(command));
  }

  static Expected of(Path sql, List<RawRecord> records) throws IOException {
    Expected expected = new Expected(DefinitionFiles.read(List.of(sql)).plan());
    expected.simulator.partitions(Matches.TOPIC, Matches.PARTITIONS);
    records.forEach(expected.simulator::process);
    return expected;
  }

  Plan plan() {
    return plan;
  }

  List<CommandRecord> of(String topic) {
    return commands.getOrDefault(topic, List.of());
  }

  Map<String, List<CommandRecord>> commands() {
    return commands;
  }

  Simulator simulator() {
    return simulator;
  }
}
