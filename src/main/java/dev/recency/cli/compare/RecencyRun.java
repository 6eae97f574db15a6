package dev.recency.cli.compare;

import dev.recency.accuracy.ComparedSystem;
import dev.recency.accuracy.ComparedSystem.Evidence;
import dev.recency.accuracy.ComparedSystem.MeasuredCost;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.accuracy.store.CommandDecoder;
import dev.recency.accuracy.truth.StatementFeatures;
import dev.recency.cli.EnvironmentException;
import dev.recency.flink.Definitions;
import dev.recency.flink.RunMode;
import dev.recency.format.RawRecord;
import dev.recency.local.LocalCluster;
import dev.recency.local.StoredRecords;
import dev.recency.local.WorkerCpu;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.Sink;
import dev.recency.plan.SlidingWindow;
import dev.recency.simulator.Simulator;
import dev.recency.sql.SqlFormatter;
import dev.recency.sql.tree.Script;
import dev.recency.sql.tree.Statement;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The compared statements on Flink, as a replay, and what they wrote. */
final class RecencyRun {
  static final String NAME = "Recency";

  private final Workshop workshop;
  private final Subject subject;

  RecencyRun(Workshop workshop, Subject subject) {
    this.workshop = workshop;
    this.subject = subject;
  }

  /** The statements with sinks of their own. */
  Definitions definitions() {
    Set<String> ids =
        subject.statements().stream()
            .map(each -> each.statement().id())
            .collect(Collectors.toSet());
    List<Statement> written =
        subject.scripts().stream().flatMap(script -> script.statements().stream()).toList();
    List<Statement> own =
        new OwnScript(subject, ids).of(written, workshop.prefix() + "-recency", true);
    return Definitions.of("comparison.sql", SqlFormatter.format(new Script(own)));
  }

  /**
   * Runs to the end.
   *
   * @param records of the topics that the statements read
   * @param events what the statements read of them
   * @param untilMillis the end of the observation
   * @throws EnvironmentException if nothing was written
   */
  ComparedSystem run(StoredRecords records, EventScan events, long untilMillis)
      throws IOException, InterruptedException {
    Definitions definitions = definitions();
    Plan plan = definitions.plan();
    workshop.prepare(plan);
    Set<String> sinks =
        plan.queries().stream()
            .map(each -> each.sink().serialization().topic())
            .collect(Collectors.toSet());
    OptionalDouble cpuSeconds;
    try (WorkerCpu cpu = WorkerCpu.of(LocalCluster::taskThread)) {
      replay(definitions, sinks, events, untilMillis);
      cpuSeconds = cpu.seconds();
    }
    if (workshop.written(sinks) == 0) {
      throw new EnvironmentException(
          "Recency wrote nothing: every event was rejected. See the data quality with recency run"
              + " --dead-letters.",
          null);
    }
    workshop.show("measuring Recency's state");
    long stateBytes = stateBytes(plan, records);
    return system(plan, new MeasuredCost(OptionalLong.of(stateBytes), cpuSeconds));
  }

  private void replay(
      Definitions definitions, Set<String> sinks, EventScan events, long untilMillis)
      throws InterruptedException {
    long startNanos = System.nanoTime();
    workshop
        .run()
        .start(
            workshop.job().withMode(new RunMode.Replay(OptionalLong.of(untilMillis))),
            definitions,
            Optional.empty());
    workshop.signal().arm();
    workshop
        .run()
        .awaitEnd(
            workshop.tick(), () -> workshop.show("Recency on Flink", sinks, events, startNanos));
    workshop.signal().disarm();
  }

  /**
   * How large the state gets. The simulator says it, because a job on Flink tells its size only at
   * checkpoints, which come by the wall clock; the operators and so the bytes are the same.
   */
  private static long stateBytes(Plan plan, Iterable<RawRecord> records) {
    Simulator simulator = new Simulator(plan, ClockOptions.DEFAULT, command -> {});
    LongSupplier largestBytes = simulator.measureState();
    records.forEach(simulator::process);
    return largestBytes.getAsLong();
  }

  private ComparedSystem system(Plan plan, MeasuredCost cost) {
    Map<String, Evidence> evidence = new LinkedHashMap<>();
    for (StatementFeatures features : subject.statements()) {
      String id = features.statement().id();
      Query query =
          plan.queries().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
      Sink sink = query.sink();
      StoredRecords records = workshop.run().topics().stored(List.of(sink.serialization().topic()));
      SlidingWindow window = features.statement().window();
      evidence.put(
          id,
          new Evidence.Recorded(
              new WindowRule.Sliding(window.sizeMillis(), window.advanceMillis()),
              new RecordedCommands(
                  records, new CommandDecoder(features, sink, sink.keyWindow()), id)));
    }
    return new ComparedSystem(NAME, evidence, cost);
  }
}
