package dev.recency.accuracy.page;

import dev.recency.accuracy.measure.Spread;
import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.FeatureTable;
import dev.recency.accuracy.report.FeatureTable.Cell;
import java.util.List;
import java.util.Map;

/** The charts of each feature. */
final class ChartSection {
  /** A feature that begins behind so many characters has no charts: the page has at most 5 MiB. */
  private static final int MOST_CHARACTERS = 2_500_000;

  private static final CumulativeChart.Words ERRORS =
      new CumulativeChart.Words(
          "How large errors are: share of reads with an |error| of at most",
          "exact",
          "infinite",
          Figures::axis);
  private static final CumulativeChart.Words DECAYS =
      new CumulativeChart.Words(
          "How late values decay: share of expiries after which the store is right within",
          "at once",
          "never",
          Figures::shortDuration);

  private ChartSection() {}

  static void write(Html html, AccuracyReport report) {
    ReportPage.section(html, "charts");
    html.open("p", "class", "muted");
    html.text(
        "A system has the same colour, dashes and symbol everywhere. Truth is the broad grey");
    html.text(" line.").close().line();
    Map<String, SystemStyle> styles = SystemStyle.of(report);
    List<FeatureTable> features = report.features();
    int shown = 0;
    while (shown < features.size() && html.length() < MOST_CHARACTERS) {
      feature(html, features.get(shown), styles, "chart-" + shown);
      shown++;
    }
    if (shown < features.size()) {
      html.element("p", features.size() - shown + " more features have no charts here.");
    }
    html.close().line();
  }

  private static void feature(
      Html html, FeatureTable feature, Map<String, SystemStyle> styles, String id) {
    html.open("h3");
    MeasureTables.title(html, feature);
    html.close().line();
    FeatureTable.Chart chart = feature.chart();
    if (chart != null) {
      new TimeChart(html, feature, chart, styles).write(id);
    }
    CauseTable.write(html, feature, styles);
    html.open("div", "class", "pair").line();
    CumulativeChart.write(html, ERRORS, spreads(feature, true), styles);
    CumulativeChart.write(html, DECAYS, spreads(feature, false), styles);
    html.close().line();
    CostChart.write(html, feature, styles);
  }

  private static List<CumulativeChart.Row> spreads(FeatureTable feature, boolean error) {
    return feature.cells().stream()
        .map(each -> new CumulativeChart.Row(each.system(), spread(each, error)))
        .toList();
  }

  private static Spread spread(Cell cell, boolean error) {
    return error ? cell.atRead().error() : cell.expiryDelayMillis();
  }
}
