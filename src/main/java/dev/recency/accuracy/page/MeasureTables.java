package dev.recency.accuracy.page;

import dev.recency.accuracy.ComparedSystem.MeasuredCost;
import dev.recency.accuracy.measure.Spread;
import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.AccuracyReport.SystemTotals;
import dev.recency.accuracy.report.FeatureTable;
import dev.recency.accuracy.report.FeatureTable.Cell;
import dev.recency.accuracy.report.FeatureTable.Measures;
import java.util.List;
import java.util.Map;

/** Features by systems: the measures that matter first, then all of them, then cost. */
final class MeasureTables {
  private static final List<String> MAIN =
      List.of(
          "right at the event",
          "right at a read",
          "right where the truth is not 0",
          "stale non-zero at a read",
          "missing at a read",
          "mean |error| at a read",
          "largest |error|",
          "commands per event");
  private static final List<String> MORE =
      List.of(
          "right on the grid",
          "right of what was known",
          "false zero",
          "bias",
          "relative error",
          "|error| p50, p95, p99",
          "event to store p50, p99",
          "expiry to store p50, p99",
          "never decayed",
          "windows per event",
          "Chronon: mismatch, missing, extra, SMAPE",
          "unknown entities");

  /** A table that has more is not continued: the page has at most 5 MiB. */
  private static final int MOST_CHARACTERS = 800_000;

  private MeasureTables() {}

  static void write(Html html, AccuracyReport report) {
    ReportPage.section(html, "table");
    html.element("p", "Beside each share stands what it is a share of.", "class", "muted");
    Map<String, SystemStyle> styles = SystemStyle.of(report);
    table(html, report, styles, "Right, stale and missing values by feature and system", MAIN);
    html.open("details").element("summary", "All other measures").line();
    table(
        html,
        report,
        styles,
        "All other measures by feature and system; at a read if not said otherwise",
        MORE);
    html.close().line();
    cost(html, report, styles);
    html.close().line();
  }

  private static void table(
      Html html,
      AccuracyReport report,
      Map<String, SystemStyle> styles,
      String caption,
      List<String> columns) {
    ReportPage.table(html, caption, "measures");
    head(html, columns);
    int begin = html.length();
    int shown = 0;
    for (FeatureTable feature : report.features()) {
      if (html.length() - begin > MOST_CHARACTERS) {
        break;
      }
      shown++;
      html.open("tbody").open("tr", "class", "group");
      html.open("th", "scope", "rowgroup", "colspan", String.valueOf(columns.size() + 1));
      html.open("span");
      title(html, feature);
      html.close().close().close().line();
      for (Cell cell : feature.cells()) {
        html.open("tr");
        system(html, styles, cell.system(), cell.label(), cell.rule());
        if (columns == MAIN) {
          main(html, cell);
        } else {
          more(html, cell);
        }
        html.close().line();
      }
      html.close();
    }
    html.close().close().line();
    if (shown < report.features().size()) {
      html.element("p", report.features().size() - shown + " more features are in report.json.");
    }
  }

  private static void head(Html html, List<String> columns) {
    html.open("thead").open("tr").element("th", "system", "scope", "col");
    columns.forEach(each -> html.element("th", each, "scope", "col"));
    html.close().close().line();
  }

  /** The feature in a heading. */
  static void title(Html html, FeatureTable feature) {
    html.name(feature.feature()).text(" of ").name(feature.statement());
    html.text(", window " + Figures.duration(feature.windowSizeMillis()));
  }

  private static void system(
      Html html, Map<String, SystemStyle> styles, String name, String label, String rule) {
    SystemStyle style = styles.getOrDefault(name, new SystemStyle(0));
    html.open("th", "scope", "row");
    style.key(html);
    html.name(name).open("small").name(label).text(rule.isEmpty() ? "" : ": ");
    html.name(rule).close().close();
  }

  private static void main(Html html, Cell cell) {
    Measures read = cell.atRead();
    share(html, cell.atEvent().right(), cell.atEvent().count());
    share(html, read.right(), read.count());
    share(html, read.rightNonZero(), read.truthNonZeroCount());
    share(html, read.staleNonZero(), read.count());
    share(html, read.missing(), read.count());
    cell(html, Figures.number(read.error().mean()));
    cell(html, Figures.number(read.error().max()));
    cell(html, Figures.number(cell.commandsPerEvent()));
  }

  private static void more(Html html, Cell cell) {
    Measures read = cell.atRead();
    Spread expiry = cell.expiryDelayMillis();
    share(html, cell.onGrid().right(), cell.onGrid().count());
    share(html, read.rightOfKnown(), read.count());
    share(html, read.falseZero(), read.count());
    cell(html, Figures.number(read.meanError()));
    share(html, read.meanRelativeError(), read.truthNonZeroCount());
    Spread error = read.error();
    cell(
        html,
        Figures.number(error.p50())
            + ", "
            + Figures.number(error.p95())
            + ", "
            + Figures.number(error.p99()));
    delay(html, cell.arrivalDelayMillis());
    delay(html, expiry);
    share(html, never(expiry), expiry.count());
    cell(html, Figures.count(cell.windowsPerEvent()));
    FeatureTable.ChrononMeasures chronon = read.chronon();
    html.open("td");
    html.text(
        Figures.percent(chronon.mismatch())
            + ", "
            + Figures.percent(chronon.missing())
            + ", "
            + Figures.percent(chronon.extra())
            + ", "
            + Figures.number(chronon.smape()));
    html.element("small", "of " + Figures.count(read.count())).close();
    cell(html, Figures.count(cell.unknownEntities()));
  }

  /** The share that is infinite. */
  static double never(Spread delays) {
    return delays.count() == 0 ? 0 : (double) delays.infinite() / delays.count();
  }

  private static void delay(Html html, Spread delays) {
    html.open("td").text(Figures.duration(delays.p50()) + ", " + Figures.duration(delays.p99()));
    html.element("small", "of " + Figures.count(delays.count())).close();
  }

  /** A share and what it is of. */
  static void share(Html html, double share, long count) {
    html.open("td").text(count == 0 ? "–" : Figures.percent(share));
    html.element("small", "of " + Figures.count(count)).close();
  }

  private static void cell(Html html, String text) {
    html.element("td", text);
  }

  private static void cost(Html html, AccuracyReport report, Map<String, SystemStyle> styles) {
    ReportPage.table(html, "All features together, and what running the engine cost", "measures");
    head(
        html,
        List.of(
            "right at the event",
            "right at a read",
            "right on the grid",
            "commands per event",
            "state bytes per key",
            "CPU seconds per million events"));
    html.open("tbody");
    for (SystemTotals each : report.systems()) {
      html.open("tr");
      system(html, styles, each.name(), each.label(), "");
      share(html, each.rightAtEvent(), TotalCounts.events(report, each));
      share(html, each.rightAtRead(), TotalCounts.reads(report, each));
      share(html, each.rightOnGrid(), TotalCounts.grid(report, each));
      cell(html, Figures.number(each.commandsPerEvent()));
      cell(html, stateBytes(each));
      cell(html, cpuSeconds(each, report.interval().events()));
      html.close().line();
    }
    html.close().close().close().line();
  }

  private static String stateBytes(SystemTotals system) {
    return system.stateBytesPerKey() == null
        ? notMeasured(system)
        : Figures.number(system.stateBytesPerKey());
  }

  private static String cpuSeconds(SystemTotals system, long events) {
    if (system.cpuSecondsPerMillionEvents() != null) {
      return Figures.number(system.cpuSecondsPerMillionEvents());
    }
    boolean tooFew = events < MeasuredCost.LEAST_EVENTS_FOR_CPU;
    return system.stateBytesPerKey() != null && tooFew
        ? "not measured below " + Figures.count(MeasuredCost.LEAST_EVENTS_FOR_CPU) + " events"
        : notMeasured(system);
  }

  private static String notMeasured(SystemTotals system) {
    return system.label().equals("engine and rule")
        ? "not measured: not all windows were run"
        : "not measured";
  }
}
