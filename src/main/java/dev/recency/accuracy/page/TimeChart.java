package dev.recency.accuracy.page;

import dev.recency.accuracy.page.Plot.Tick;
import dev.recency.accuracy.report.FeatureTable;
import dev.recency.accuracy.report.FeatureTable.Chart;
import dev.recency.accuracy.report.FeatureTable.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * Truth and systems over time for one entity: a static picture, the same values as a table, and as
 * JSON from which page.js makes a chart to zoom in.
 */
final class TimeChart {
  private static final long[] TICK_MILLIS = {
    1,
    5,
    20,
    100,
    500,
    1_000,
    5_000,
    15_000,
    60_000,
    300_000,
    600_000,
    1_800_000,
    3_600_000,
    10_800_000,
    21_600_000,
    43_200_000,
    86_400_000,
    172_800_000,
    604_800_000,
    2_592_000_000L
  };
  private static final int MOST_TICKS = 9;
  private static final int MOST_DOTS = 10;
  private static final int MOST_ROWS = 200;

  private final Html html;
  private final FeatureTable feature;
  private final Chart chart;
  private final List<StepLine> lines;
  private final long worstMillis;

  TimeChart(Html html, FeatureTable feature, Chart chart, Map<String, SystemStyle> styles) {
    this.html = html;
    this.feature = feature;
    this.chart = chart;
    lines = StepLine.of(chart, styles);
    worstMillis = StepLine.worstMoment(lines, chart.untilMillis());
  }

  /** Writes it; {@code id} is unique on the page. */
  void write(String id) {
    html.open("figure", "class", "chart wide", "id", id).open("figcaption");
    html.open("strong").text("Truth and systems over time").close().text(" for entity ");
    html.name(chart.entity());
    html.text(
        ", %s to %s UTC. Strokes at the bottom: its events. Shaded: the window of %s that ends at %s, where the systems are furthest from the truth."
            .formatted(
                Figures.instant(chart.fromMillis()),
                Figures.instant(chart.untilMillis()),
                Figures.duration(feature.windowSizeMillis()),
                Figures.instant(worstMillis)));
    if (cut()) {
      html.text(" Of longer lines the first " + StepLine.MOST_STEPS + " steps are shown.");
    }
    html.close().line();
    legend();
    html.open("div", "class", "static");
    picture();
    html.close();
    html.open("script", "type", "application/json", "class", "data");
    html.verbatim(ChartJson.write(feature, chart, lines, worstMillis)).close().line();
    table();
    html.close().line();
  }

  private boolean cut() {
    return chart.truth().size() > StepLine.MOST_STEPS
        || chart.systems().stream().anyMatch(each -> each.steps().size() > StepLine.MOST_STEPS);
  }

  private void legend() {
    html.open("ul", "class", "legend");
    for (StepLine each : lines) {
      html.open("li", "class", each.cssClass());
      if (each.style() == null) {
        html.open(
            "svg", "class", "key truth", "width", "34", "height", "14", "aria-hidden", "true");
        html.empty("path", "class", "stroke", "d", "M0 7H34").close();
      } else {
        each.style().key(html);
      }
      html.name(each.name()).close();
    }
    html.close().line();
  }

  private void picture() {
    double smallest = values().min().orElse(0);
    Plot plot = Plot.of(html, smallest, values().max().orElse(1));
    String label = "Step lines of truth and %d systems; the values are in the table below.";
    plot.open(label.formatted(lines.size() - 1), ticks(), false);
    plot.shade(Math.max(0, place(worstMillis - feature.windowSizeMillis())), place(worstMillis));
    chart.eventMillis().forEach(each -> plot.rug(place(each)));
    plot.openStretched();
    for (StepLine each : lines) {
      plot.path(each.cssClass(), each.dashes(), path(plot, each));
    }
    html.close();
    for (int i = 1; i < lines.size(); i++) {
      dots(plot, lines.get(i), i);
    }
    plot.close();
  }

  private DoubleStream values() {
    return lines.stream()
        .flatMap(each -> each.steps().stream())
        .map(StepLine::finite)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue);
  }

  /** A symbol on every few steps, on others for each system. */
  private void dots(Plot plot, StepLine line, int turn) {
    int stride = Math.max(1, line.steps().size() / MOST_DOTS);
    for (int i = turn % stride; i < line.steps().size(); i += stride) {
      Step step = line.steps().get(i);
      Double value = StepLine.finite(step);
      if (value != null && line.style() != null) {
        plot.dot(line.style(), place(step.millis()), value);
      }
    }
  }

  private String path(Plot plot, StepLine line) {
    StringBuilder d = new StringBuilder();
    List<Step> steps = line.steps();
    boolean drawn = false;
    for (int i = 0; i < steps.size(); i++) {
      Double value = StepLine.finite(steps.get(i));
      if (value == null) {
        drawn = false;
        continue;
      }
      long end = i + 1 < steps.size() ? steps.get(i + 1).millis() : chart.untilMillis();
      String y = plot.stretchedY(value);
      String x = Plot.stretchedX(place(steps.get(i).millis()));
      d.append(drawn ? "V" + y : "M" + x + " " + y);
      d.append('H').append(Plot.stretchedX(place(end)));
      drawn = true;
    }
    return d.toString();
  }

  private double place(long millis) {
    double all = Math.max(1, chart.untilMillis() - chart.fromMillis());
    return Math.min(1, (millis - chart.fromMillis()) / all);
  }

  private List<Tick> ticks() {
    long all = chart.untilMillis() - chart.fromMillis();
    long step = TICK_MILLIS[TICK_MILLIS.length - 1];
    for (int i = TICK_MILLIS.length - 1; i >= 0 && all / TICK_MILLIS[i] < MOST_TICKS; i--) {
      step = TICK_MILLIS[i];
    }
    step = Math.max(step, all / MOST_TICKS);
    List<Tick> ticks = new ArrayList<>();
    long first = -Math.floorDiv(-chart.fromMillis(), step) * step;
    for (long each = first; each <= chart.untilMillis(); each += step) {
      ticks.add(new Tick(place(each), Figures.tick(each, step)));
    }
    return ticks;
  }

  private void table() {
    html.open("details").element("summary", "The values as a table").line();
    ReportPage.table(html, "Values from each moment on", "values").open("thead").open("tr");
    html.element("th", "from (UTC)", "scope", "col");
    for (StepLine each : lines) {
      html.open("th", "scope", "col").name(each.name()).close();
    }
    html.close().close().open("tbody").line();
    StepLine.moments(lines).stream().limit(MOST_ROWS).forEach(this::row);
    html.close().close().close();
    if (StepLine.moments(lines).size() > MOST_ROWS) {
      html.element("p", "The first " + MOST_ROWS + " moments; all are in report.json.");
    }
    html.close().line();
  }

  private void row(long moment) {
    html.open("tr").element("th", Figures.instant(moment), "scope", "row");
    for (StepLine each : lines) {
      Double value = each.at(moment);
      html.element("td", value == null ? "–" : Figures.number(value));
    }
    html.close().line();
  }
}
