package dev.recency.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.accuracy.ComparedSystem.Evidence;
import dev.recency.accuracy.ComparedSystem.MeasuredCost;
import dev.recency.accuracy.Scenario.Sent;
import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.event.EventReader;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.FeatureTable.Cell;
import dev.recency.accuracy.rule.RuleModel;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.store.VisibleCommand;
import dev.recency.accuracy.truth.Feature;
import dev.recency.format.RawRecord;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A comparison of many events: 100,000, or as many as {@code -Devents=} says, with the time and memory
 * that it took; users by a heavy tail, one event in ten late. Events and commands are made while they
 * are read.
 */
final class LargeComparisonTest {
  private static final int EVENTS = Integer.getInteger("events", 100_000);
  private static final int USERS = 10_000;
  private static final long SIZE = 600_000;

  private static Sent sent(int number) {
    SplittableRandom random = new SplittableRandom(number * 0x9E3779B97F4A7C15L);
    int user = (int) (USERS * Math.pow(random.nextDouble(), 3));
    long arrival = 1_700_000_000_000L + number * 20L;
    long time = random.nextInt(10) == 0 ? arrival - random.nextInt(5_000) : arrival;
    return new Sent("user-" + user, time, arrival, Integer.toString(random.nextInt(1_000)));
  }

  private static Iterable<RawRecord> records() {
    return () ->
        IntStream.range(0, EVENTS)
            .mapToObj(number -> Scenario.record(sent(number), number))
            .iterator();
  }

  /** What the operator would write, one command after the other. */
  private static Iterable<VisibleCommand> commands(Scenario scenario, WindowRule rule) {
    return () -> {
      EventTable events = EventReader.read(scenario.plan, scenario.log, records(), 60_000);
      ReplayedStore store =
          new RuleModel(events, scenario.features, scenario.content(events), Long.MAX_VALUE / 2)
              .replay(rule);
      return stream(scenario, events, store);
    };
  }

  private static Iterator<VisibleCommand> stream(
      Scenario scenario, EventTable events, ReplayedStore store) {
    FeatureRow row = scenario.row();
    Feature mean = scenario.features.features().get(1);
    Stream<VisibleCommand> all =
        IntStream.range(0, events.entityCount())
            .boxed()
            .flatMap(
                entity ->
                    IntStream.range(store.start(entity), store.end(entity))
                        .mapToObj(
                            place -> {
                              store.values(place, row);
                              List<Object> values = new ArrayList<>();
                              values.add(row.bits(0));
                              values.add(row.isNull(1) ? null : mean.number().value(row.bits(1)));
                              return new VisibleCommand(
                                  Scenario.STATEMENT,
                                  events.entity(entity),
                                  values,
                                  store.timestamp(place),
                                  store.visibleAt(place),
                                  VisibleCommand.Bounds.UNKNOWN);
                            }));
    return all.iterator();
  }

  @Test
  void ofManyEventsEveryKnownValueIsRight() {
    Scenario scenario = Scenario.of("COUNT(*) AS C, AVG(n) AS A", SIZE, "", List.of());
    WindowRule exact = new WindowRule.Sliding(SIZE, 1);
    WindowRule hopping = new WindowRule.Hopping(SIZE, 60_000, 0);
    List<ComparedSystem> systems =
        List.of(
            recorded("Recency", exact, commands(scenario, exact)),
            recorded("ksqlDB", hopping, commands(scenario, hopping)),
            ComparedSystem.modelled(
                "tumbling", scenario.plan, it -> WindowRule.Tumbling.ofSize(SIZE)));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long startCpu = threads.getCurrentThreadCpuTime();
    AccuracyReport report =
        Comparison.report(scenario.plan, records(), systems, ComparisonOptions.DEFAULT);
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (threads.getCurrentThreadCpuTime() - startCpu) / 1e9; // one thread does all
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "LargeComparisonTest: [%d] events, [%.0f] commands, [%.1f] s, [%.1f] s of CPU, heap [%d] of [%d] MiB: %s%n",
        EVENTS,
        report.systems().stream().mapToDouble(it -> it.commandsPerEvent() * EVENTS).sum(),
        seconds,
        cpuSeconds,
        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
        runtime.maxMemory() >> 20,
        report.verdict().sentence());
    Cell recency = report.features().get(0).cells().get(0);
    assertThat(recency.atRead().rightOfKnown()).isGreaterThan(0.99);
  }

  private static ComparedSystem recorded(
      String name, WindowRule rule, Iterable<VisibleCommand> commands) {
    return new ComparedSystem(
        name, Map.of(Scenario.STATEMENT, new Evidence.Recorded(rule, commands)), MeasuredCost.NONE);
  }
}
