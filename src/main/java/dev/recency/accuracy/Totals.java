package dev.recency.accuracy;

import dev.recency.accuracy.ComparedSystem.Evidence;
import dev.recency.accuracy.ComparedSystem.MeasuredCost;
import dev.recency.accuracy.measure.Errors;
import dev.recency.accuracy.measure.FeatureMeasures;
import dev.recency.accuracy.report.AccuracyReport.Interval;
import dev.recency.accuracy.report.AccuracyReport.SystemTotals;
import dev.recency.accuracy.report.AccuracyReport.Verdict;
import dev.recency.accuracy.report.FeatureTable;
import dev.recency.accuracy.report.ReportMarkdown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each system over all features. */
final class Totals {
  private static final double MILLION = 1e6;

  private static final class Sum {
    private long events;
    private long rightEvents;
    private long reads;
    private long rightReads;
    private long staleReads;
    private long gridReads;
    private long rightGrid;
    private double commandsPerEvent;

    void add(FeatureMeasures measures) {
      Errors event = measures.atEvent();
      Errors read = measures.atRead();
      events += event.count();
      rightEvents += event.count() - event.wrong();
      reads += read.count();
      rightReads += read.count() - read.wrong();
      staleReads += read.staleNonZero();
      gridReads += measures.onGrid().count();
      rightGrid += measures.onGrid().count() - measures.onGrid().wrong();
    }

    private static double share(long part, long all) {
      return all == 0 ? 0 : (double) part / all;
    }
  }

  private final List<ComparedSystem> systems;
  private final Map<String, Sum> sums = new LinkedHashMap<>();

  Totals(List<ComparedSystem> systems) {
    this.systems = systems;
    systems.forEach(each -> sums.put(each.name(), new Sum()));
  }

  /**
   * Adds the measures of one statement.
   *
   * @param tables those of the statement are the last ones
   */
  void add(Map<String, List<FeatureMeasures>> measures, List<FeatureTable> tables) {
    FeatureTable last = tables.get(tables.size() - 1);
    for (FeatureTable.Cell cell : last.cells()) {
      Sum sum = sums.computeIfAbsent(cell.system(), each -> new Sum());
      sum.commandsPerEvent += cell.commandsPerEvent();
      measures.getOrDefault(cell.system(), List.of()).forEach(sum::add);
    }
  }

  /**
   * The totals of each system.
   *
   * @param interval of all logs: by its events and entities cost is divided
   */
  List<SystemTotals> systems(Interval interval) {
    List<SystemTotals> totals = new ArrayList<>();
    for (ComparedSystem system : systems) {
      Sum sum = sums.computeIfAbsent(system.name(), each -> new Sum());
      totals.add(
          new SystemTotals(
              system.name(),
              totals.size(),
              label(system),
              Sum.share(sum.rightEvents, sum.events),
              Sum.share(sum.rightReads, sum.reads),
              Sum.share(sum.rightGrid, sum.gridReads),
              Sum.share(sum.staleReads, sum.reads),
              sum.commandsPerEvent,
              stateBytesPerKey(system.cost(), interval),
              cpuSecondsPerMillionEvents(system.cost(), interval)));
    }
    return totals;
  }

  private static @Nullable Double stateBytesPerKey(MeasuredCost cost, Interval interval) {
    return cost.stateBytes().isEmpty()
        ? null
        : (double) cost.stateBytes().getAsLong() / interval.entities();
  }

  private static @Nullable Double cpuSecondsPerMillionEvents(MeasuredCost cost, Interval interval) {
    return cost.cpuSeconds().isEmpty() || interval.events() < MeasuredCost.LEAST_EVENTS_FOR_CPU
        ? null
        : cost.cpuSeconds().getAsDouble() * MILLION / interval.events();
  }

  private static String label(ComparedSystem system) {
    long recorded =
        system.statements().values().stream().filter(Evidence.Recorded.class::isInstance).count();
    if (recorded == 0) {
      return "rule";
    }
    return recorded == system.statements().size() ? "engine" : "engine and rule";
  }

  Verdict verdict(Observation observation, ComparisonOptions.ReadOptions reads) {
    List<SystemTotals> totals = systems(observation.interval(reads));
    StringBuilder sentence =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "Over %,d events of %,d entities, ",
                observation.events(),
                observation.entities()));
    for (int i = 0; i < totals.size(); i++) {
      SystemTotals each = totals.get(i);
      sentence
          .append(i == 0 ? "" : i + 1 == totals.size() ? " and " : ", ")
          .append(each.name())
          .append(i == 0 ? " is right after " : " after ")
          .append(ReportMarkdown.percent(each.rightAtEvent()))
          .append(i == 0 ? " of the events and finds the truth at " : " and at ")
          .append(ReportMarkdown.percent(each.rightAtRead()))
          .append(i == 0 ? " of the reads within " + horizon(reads.horizonMillis()) : "")
          .append(" (")
          .append(ReportMarkdown.percent(each.staleNonZeroAtRead()))
          .append(i == 0 ? " find a value that should be gone)" : ")");
    }
    return new Verdict(sentence.append('.').toString(), totals.get(0).name());
  }

  private static String horizon(long millis) {
    return millis % 60_000 == 0 ? millis / 60_000 + " min" : millis / 1000.0 + " s";
  }
}
