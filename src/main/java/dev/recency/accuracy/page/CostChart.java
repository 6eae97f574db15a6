package dev.recency.accuracy.page;

import dev.recency.accuracy.page.Plot.Tick;
import dev.recency.accuracy.report.FeatureTable;
import dev.recency.accuracy.report.FeatureTable.Cell;
import dev.recency.accuracy.report.FeatureTable.CostPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Error against cost: hopping windows from a hop of a second to their size, and the systems. */
final class CostChart {
  private static final double HEADROOM = 1.15;
  private static final double[] STEPS = {1, 2, 5};

  private final Html html;
  private final FeatureTable feature;
  private final double from;
  private final double upTo;

  private CostChart(Html html, FeatureTable feature) {
    this.html = html;
    this.feature = feature;
    double smallest = costs(feature).filter(it -> it > 0).min().orElse(1);
    double largest = Math.max(costs(feature).max().orElse(1), smallest);
    from = Math.log10(smallest) - 0.1;
    upTo = Math.log10(largest) + 0.1;
  }

  static void write(Html html, FeatureTable feature, Map<String, SystemStyle> styles) {
    if (!feature.costCurve().isEmpty()) {
      new CostChart(html, feature).write(styles);
    }
  }

  private static DoubleStream costs(FeatureTable feature) {
    return DoubleStream.concat(
        feature.costCurve().stream().mapToDouble(CostPoint::commandsPerEvent),
        feature.cells().stream().mapToDouble(Cell::commandsPerEvent));
  }

  private void write(Map<String, SystemStyle> styles) {
    html.open("figure", "class", "chart wide").open("figcaption");
    html.element("strong", "Mean |error| of a read against commands per event");
    html.text(" (logarithmic). The line: hopping windows by their rule, from a hop of ");
    html.text(
        Figures.duration(feature.costCurve().get(0).hopMillis()) + " to the size of the window.");
    html.close().line();
    double largest =
        DoubleStream.concat(
                feature.costCurve().stream().mapToDouble(CostPoint::meanAbsoluteError),
                feature.cells().stream().mapToDouble(it -> it.atRead().error().mean()))
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    Plot plot = Plot.of(html, 0, largest * HEADROOM);
    plot.open("Error against cost; the values are in the table below.", ticks(), false);
    curve(plot);
    for (int i = feature.cells().size() - 1; i >= 0; i--) { // the first is on top
      Cell each = feature.cells().get(i);
      SystemStyle style = styles.getOrDefault(each.system(), new SystemStyle(0));
      plot.dot(style, place(each.commandsPerEvent()), finite(each.atRead().error().mean()));
    }
    plot.close();
    legend(styles);
    table();
    html.close().line();
  }

  private void curve(Plot plot) {
    StringBuilder d = new StringBuilder();
    for (CostPoint each : feature.costCurve()) {
      d.append(d.isEmpty() ? 'M' : 'L');
      d.append(Plot.stretchedX(place(each.commandsPerEvent()))).append(' ');
      d.append(plot.stretchedY(finite(each.meanAbsoluteError())));
    }
    plot.openStretched();
    plot.path("ink", "", d.toString());
    html.close();
    double last = -1;
    for (CostPoint each : feature.costCurve()) {
      double place = place(each.commandsPerEvent());
      plot.point(place, finite(each.meanAbsoluteError()));
      if (Math.abs(place - last) > 0.06) {
        plot.label(place, finite(each.meanAbsoluteError()), Figures.duration(each.hopMillis()));
        last = place;
      }
    }
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : 0;
  }

  private double place(double cost) {
    double log = cost > 0 ? Math.log10(cost) : from;
    return Math.max(0, Math.min(1, (log - from) / (upTo - from)));
  }

  private List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    boolean wide = upTo - from > 2;
    for (int decade = (int) Math.floor(from); decade <= upTo; decade++) {
      for (double step : STEPS) {
        double cost = step * Math.pow(10, decade);
        double log = Math.log10(cost);
        if (log >= from && log <= upTo && (!wide || step == 1)) {
          ticks.add(new Tick(place(cost), Figures.number(cost)));
        }
      }
    }
    return ticks;
  }

  private void legend(Map<String, SystemStyle> styles) {
    html.open("ul", "class", "legend");
    for (Cell each : feature.cells()) {
      html.open("li");
      styles.getOrDefault(each.system(), new SystemStyle(0)).key(html);
      html.name(each.system());
      String costs =
          "%s at %s commands per event"
              .formatted(
                  Figures.number(each.atRead().error().mean()),
                  Figures.number(each.commandsPerEvent()));
      html.element("small", costs).close();
    }
    html.close().line();
  }

  private void table() {
    html.open("details").element("summary", "Hopping windows as a table").line();
    ReportPage.table(html, "Hopping windows by their rule", "values").open("thead").open("tr");
    String[] columns = {
      "hop", "windows per event", "commands per event", "right", "stale non-zero", "mean |error|"
    };
    for (String each : columns) {
      html.element("th", each, "scope", "col");
    }
    html.close().close().open("tbody").line();
    long reads = feature.cells().isEmpty() ? 0 : feature.cells().get(0).atRead().count();
    for (CostPoint each : feature.costCurve()) {
      html.open("tr").element("th", Figures.duration(each.hopMillis()), "scope", "row");
      html.element("td", Figures.count(each.windowsPerEvent()));
      html.element("td", Figures.number(each.commandsPerEvent()));
      MeasureTables.share(html, each.right(), reads);
      MeasureTables.share(html, each.staleNonZero(), reads);
      html.element("td", Figures.number(each.meanAbsoluteError())).close().line();
    }
    html.close().close().close().close().line();
  }
}
