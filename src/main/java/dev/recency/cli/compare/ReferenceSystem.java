package dev.recency.cli.compare;

import dev.recency.accuracy.ComparedSystem;
import dev.recency.accuracy.ComparedSystem.Evidence;
import dev.recency.accuracy.ComparedSystem.MeasuredCost;
import dev.recency.accuracy.store.CommandDecoder;
import dev.recency.ksqldb.streams.ReferenceOptions;
import dev.recency.local.ReferenceRun;
import dev.recency.local.StoredRecords;
import dev.recency.local.WorkerCpu;
import dev.recency.plan.Sink;
import dev.recency.plan.legal.LegalForm;
import dev.recency.plan.legal.Rewrite;
import dev.recency.plan.legal.StandIn;
import dev.recency.sql.tree.Statement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One stand-in for all compared statements on Kafka Streams. {@link #start} begins, {@link
 * #awaitConsumed} waits, {@link #system} tells what was written.
 */
final class ReferenceSystem implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Workshop workshop;
  private final String name;
  private final List<StandInQuery> queries;
  private final List<ReferenceRun> runs = new ArrayList<>();
  private final WorkerCpu cpu;
  private MeasuredCost cost = MeasuredCost.NONE;

  private ReferenceSystem(
      Workshop workshop, String name, String topic, List<StandInQuery> queries) {
    this.workshop = workshop;
    this.name = name;
    this.queries = queries;
    cpu = WorkerCpu.of(thread -> ReferenceRun.thread(thread, topic));
  }

  /** The name of a stand-in. */
  static String name(StandIn standIn) {
    return standIn instanceof StandIn.Hopping hopping
        ? "ksqlDB hopping " + Lengths.text(hopping.hop())
        : "ksqlDB tumbling";
  }

  /** Starts the queries that the engine runs. */
  static ReferenceSystem start(
      Workshop workshop, Subject subject, StandIn standIn, EventScan events, boolean asDeployed)
      throws IOException {
    String name = name(standIn);
    String topic = workshop.prefix() + "-" + name.replaceAll("[^A-Za-z0-9]", "-");
    List<Statement> legal =
        LegalForm.of(subject.scripts(), subject.plan(), standIn).stream()
            .map(Rewrite::statement)
            .toList();
    List<StandInQuery> queries =
        subject.statements().stream()
            .map(each -> StandInQuery.of(subject, each, standIn, legal, topic))
            .toList();
    ReferenceSystem system = new ReferenceSystem(workshop, name, topic, queries);
    try {
      for (StandInQuery query : queries) {
        if (query.running().isPresent()) {
          system.start(query, query.running().get(), topic, events, asDeployed);
        }
      }
    } catch (RuntimeException | IOException e) {
      system.close();
      throw e;
    }
    return system;
  }

  private void start(
      StandInQuery query,
      StandInQuery.Running running,
      String topic,
      EventScan events,
      boolean asDeployed)
      throws IOException {
    workshop.prepare(running.plan());
    long neededMillis =
        running.window().sizeMillis()
            + running.window().advanceMillis()
            + running.window().graceMillis()
            + events.gapMillis().getOrDefault(query.features().statement().id(), 0L);
    runs.add(
        ReferenceRun.start(
            running.plan(),
            List.of(running.query()),
            asDeployed ? ReferenceOptions.deployed() : ReferenceOptions.best(neededMillis),
            topic,
            workshop.run().topics().client(),
            workshop.directory()));
  }

  /** Waits until all is read and written, and measures what it cost. */
  void awaitConsumed(EventScan events) throws InterruptedException {
    Set<String> sinks =
        queries.stream()
            .flatMap(each -> each.running().stream())
            .map(each -> each.query().sink().serialization().topic())
            .collect(Collectors.toSet());
    long startNanos = System.nanoTime();
    for (ReferenceRun run : runs) {
      run.awaitConsumed(
          workshop.tick(),
          PATIENCE,
          () -> workshop.show(name + " on Kafka Streams", sinks, events, startNanos));
    }
    if (runs.size() == queries.size()) { // else it is not the cost of what is compared
      OptionalDouble cpuSeconds = cpu.seconds();
      long bytes = runs.stream().mapToLong(ReferenceRun::largestStateBytes).sum();
      cost = new MeasuredCost(OptionalLong.of(bytes), cpuSeconds);
    }
  }

  /** What was written; the queries may have been stopped. */
  ComparedSystem system() {
    Map<String, Evidence> evidence = new LinkedHashMap<>();
    for (StandInQuery query : queries) {
      evidence.put(
          query.features().statement().id(),
          query
              .running()
              .map(each -> recorded(query, each))
              .orElseGet(() -> new Evidence.Modelled(query.rule())));
    }
    return new ComparedSystem(name, evidence, cost);
  }

  private Evidence recorded(StandInQuery query, StandInQuery.Running running) {
    Sink sink = running.query().sink();
    StoredRecords records = workshop.run().topics().stored(List.of(sink.serialization().topic()));
    return new Evidence.Recorded(
        query.rule(),
        new RecordedCommands(
            records,
            new CommandDecoder(query.features(), sink, sink.keyWindow()),
            running.query().id()));
  }

  @Override
  public void close() {
    cpu.close();
    runs.forEach(ReferenceRun::close);
    runs.clear();
  }
}
