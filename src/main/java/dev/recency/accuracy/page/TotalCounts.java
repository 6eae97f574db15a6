package dev.recency.accuracy.page;

import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.AccuracyReport.SystemTotals;
import dev.recency.accuracy.report.FeatureTable.Cell;
import dev.recency.accuracy.report.FeatureTable.Measures;
import java.util.function.Function;

/** What the shares of a system over all features are of. */
final class TotalCounts {
  private TotalCounts() {}

  static long events(AccuracyReport report, SystemTotals system) {
    return of(report, system, Cell::atEvent);
  }

  static long reads(AccuracyReport report, SystemTotals system) {
    return of(report, system, Cell::atRead);
  }

  static long grid(AccuracyReport report, SystemTotals system) {
    return of(report, system, Cell::onGrid);
  }

  private static long of(
      AccuracyReport report, SystemTotals system, Function<Cell, Measures> measures) {
    return report.features().stream()
        .flatMap(each -> each.cells().stream())
        .filter(each -> each.system().equals(system.name()))
        .mapToLong(each -> measures.apply(each).count())
        .sum();
  }
}
