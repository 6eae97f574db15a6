package dev.recency.cli.compare;

import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.AccuracyReport.SystemTotals;
import dev.recency.accuracy.report.FeatureTable;
import dev.recency.accuracy.report.FeatureTable.Cell;
import dev.recency.accuracy.report.FeatureTable.Measures;
import dev.recency.accuracy.report.ReportMarkdown;
import java.io.PrintStream;
import java.util.Locale;

/** The result on a terminal: the verdict, each system over all features, then feature by feature. */
final class ResultTable {
  private static final String HEAD = "%-36s %-15s %14s %14s %13s %14s %12s";
  private static final String ROW = HEAD;

  private ResultTable() {}

  static void print(AccuracyReport report, PrintStream out) {
    out.println(report.verdict().sentence());
    out.println();
    head("all features", out);
    for (SystemTotals each : report.systems()) {
      row(
          out,
          each.name(),
          each.label(),
          each.rightAtEvent(),
          each.rightAtRead(),
          "",
          each.staleNonZeroAtRead(),
          "");
    }
    for (FeatureTable feature : report.features()) {
      out.println();
      head(feature.feature() + " (" + feature.statement() + ")", out);
      for (Cell cell : feature.cells()) {
        Measures read = cell.atRead();
        row(
            out,
            cell.system(),
            cell.label(),
            cell.atEvent().right(),
            read.right(),
            ReportMarkdown.percent(read.rightOfKnown()),
            read.staleNonZero(),
            String.format(Locale.ROOT, "%.3g", read.error().mean()));
      }
    }
  }

  private static void head(String title, PrintStream out) {
    out.println(
        String.format(
                HEAD,
                title,
                "evidence",
                "right at event",
                "right at read",
                "of the known",
                "stale non-zero",
                "mean error")
            .stripTrailing());
  }

  private static void row(
      PrintStream out,
      String system,
      String label,
      double atEvent,
      double atRead,
      String ofKnown,
      double stale,
      String error) {
    out.println(
        String.format(
                ROW,
                system,
                label,
                ReportMarkdown.percent(atEvent),
                ReportMarkdown.percent(atRead),
                ofKnown,
                ReportMarkdown.percent(stale),
                error)
            .stripTrailing());
  }
}
