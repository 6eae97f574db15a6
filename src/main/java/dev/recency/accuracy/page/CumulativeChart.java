package dev.recency.accuracy.page;

import dev.recency.accuracy.measure.Spread;
import dev.recency.accuracy.measure.Spread.Bin;
import dev.recency.accuracy.page.Plot.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.DoubleFunction;

/**
 * Distributions of all systems in one plot: the share of values up to each bound. Exact at the
 * bounds; what never ends keeps a line below 100 %.
 */
final class CumulativeChart {
  private static final int MOST_TICKS = 9;

  /**
   * The words of a chart.
   *
   * @param none what a value of 0 is called
   * @param endless what an infinite value is called
   * @param unit how a bound is written
   */
  record Words(String title, String none, String endless, DoubleFunction<String> unit) {}

  /** The distribution of a system. */
  record Row(String system, Spread spread) {}

  private CumulativeChart() {}

  static void write(Html html, Words words, List<Row> rows, Map<String, SystemStyle> styles) {
    List<Double> bounds = bounds(rows);
    html.open("figure", "class", "chart").open("figcaption").element("strong", words.title());
    html.text(" … (bounds 1, 2, 5, 10 and so on)").close().line();
    Plot plot = new Plot(html, 0, 1);
    plot.open(
        "Cumulative shares; the quantiles are in the tables above.",
        ticks(bounds, words.unit()),
        true);
    plot.openStretched();
    for (Row each : rows) {
      SystemStyle style = styles.getOrDefault(each.system(), new SystemStyle(0));
      plot.path(style.cssClass(), style.dashes(), path(plot, each.spread(), bounds));
    }
    html.close();
    for (int i = 0; i < rows.size(); i++) {
      dots(
          plot,
          styles.getOrDefault(rows.get(i).system(), new SystemStyle(0)),
          rows.get(i),
          bounds,
          i);
    }
    plot.close();
    legend(html, words, rows, styles);
    html.close().line();
  }

  /** From the last bound that nothing is below, if it is not the first, to the largest. */
  private static List<Double> bounds(List<Row> rows) {
    TreeSet<Double> all = new TreeSet<>();
    rows.forEach(row -> row.spread().bins().forEach(each -> all.add(each.upTo())));
    all.add(0.0);
    List<Double> kept = new ArrayList<>(all);
    while (kept.size() > 2 && nothingIn(rows, kept.get(1)) && nothingIn(rows, kept.get(2))) {
      kept.remove(1);
    }
    return kept;
  }

  private static boolean nothingIn(List<Row> rows, double bound) {
    return rows.stream()
        .flatMap(each -> each.spread().bins().stream())
        .noneMatch(each -> each.upTo() == bound && each.count() > 0);
  }

  private static double upTo(Spread spread, double bound) {
    long below =
        spread.bins().stream().filter(each -> each.upTo() <= bound).mapToLong(Bin::count).sum();
    return spread.count() == 0 ? 0 : (double) below / spread.count();
  }

  private static double place(int bound, List<Double> bounds) {
    return (double) bound / Math.max(1, bounds.size() - 1);
  }

  private static List<Tick> ticks(List<Double> bounds, DoubleFunction<String> unit) {
    int stride = (bounds.size() + MOST_TICKS - 1) / MOST_TICKS;
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < bounds.size(); i += stride) {
      ticks.add(new Tick(place(i, bounds), unit.apply(bounds.get(i))));
    }
    return ticks;
  }

  private static String path(Plot plot, Spread spread, List<Double> bounds) {
    StringBuilder d = new StringBuilder();
    if (spread.count() > 0) {
      for (int i = 0; i < bounds.size(); i++) {
        d.append(i == 0 ? 'M' : 'L').append(Plot.stretchedX(place(i, bounds))).append(' ');
        d.append(plot.stretchedY(upTo(spread, bounds.get(i))));
      }
    }
    return d.toString();
  }

  private static void dots(Plot plot, SystemStyle style, Row row, List<Double> bounds, int turn) {
    int stride = Math.max(1, bounds.size() / 5);
    for (int i = turn % stride; i < bounds.size() && row.spread().count() > 0; i += stride) {
      plot.dot(style, place(i, bounds), upTo(row.spread(), bounds.get(i)));
    }
  }

  private static String shares(Words words, Spread spread) {
    String none = words.none() + " " + Figures.percent(upTo(spread, 0));
    String endless =
        spread.infinite() == 0
            ? ""
            : ", " + words.endless() + " " + Figures.percent(MeasureTables.never(spread));
    return none + endless + ", of " + Figures.count(spread.count());
  }

  private static void legend(
      Html html, Words words, List<Row> rows, Map<String, SystemStyle> styles) {
    html.open("ul", "class", "legend");
    for (Row each : rows) {
      html.open("li");
      styles.getOrDefault(each.system(), new SystemStyle(0)).key(html);
      html.name(each.system());
      Spread spread = each.spread();
      html.element("small", spread.count() == 0 ? "no value" : shares(words, spread)).close();
    }
    html.close().line();
  }
}
