package dev.recency.accuracy.page;

import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.AccuracyReport.SystemTotals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a system looks everywhere: colour, dashes and symbol. The colours are those of Okabe and Ito,
 * darker or lighter where the background needs it; with dashes and symbols no two of the first 280
 * systems look alike, also without colour.
 *
 * @param place among the systems, 0 first
 */
record SystemStyle(int place) {
  private static final List<String> ON_LIGHT =
      List.of(
          "#0072b2", "#d55e00", "#00805e", "#b0558c", "#946800", "#2b8cc4", "#6a51a3", "#7a5230");
  private static final List<String> ON_DARK =
      List.of(
          "#56b4e9", "#ff8c42", "#2fc89b", "#e39bc6", "#e6c229", "#9ad0f5", "#b8a6f0", "#d2a679");
  private static final List<String> DASHES =
      List.of("", "9 4", "3 3", "12 3 3 3", "6 2 2 2 2 2", "16 5", "2 5");
  private static final List<String> SYMBOLS =
      List.of(
          "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
          "M-4 -4h8v8h-8z",
          "M0 -5L5 4H-5z",
          "M0 -5.5L5.5 0L0 5.5L-5.5 0z",
          "M0 5L5 -4H-5z");

  /** The styles of a report by system. */
  static Map<String, SystemStyle> of(AccuracyReport report) {
    Map<String, SystemStyle> styles = new LinkedHashMap<>();
    for (SystemTotals each : report.systems()) {
      styles.put(each.name(), new SystemStyle(each.color()));
    }
    report.features().stream()
        .flatMap(each -> each.cells().stream())
        .forEach(each -> styles.putIfAbsent(each.system(), new SystemStyle(styles.size())));
    return styles;
  }

  /** The class that sets the colour {@code --c}. */
  String cssClass() {
    return "s" + Math.floorMod(place, ON_LIGHT.size());
  }

  /** The rules of all colours, for light and dark backgrounds. */
  static String colors() {
    StringBuilder css = new StringBuilder();
    for (int color = 0; color < ON_LIGHT.size(); color++) {
      css.append(".s%d{--c:%s}".formatted(color, ON_LIGHT.get(color)));
    }
    css.append("\n@media screen and (prefers-color-scheme:dark){");
    for (int color = 0; color < ON_DARK.size(); color++) {
      css.append(".s%d{--c:%s}".formatted(color, ON_DARK.get(color)));
    }
    return css.append("}\n").toString();
  }

  /** The place of its colour. */
  int color() {
    return Math.floorMod(place, ON_LIGHT.size());
  }

  /** How many colours there are. */
  static int colorCount() {
    return ON_LIGHT.size();
  }

  /** Lengths of strokes and gaps in pixels; empty for a solid line. */
  String dashes() {
    return DASHES.get(Math.floorMod(place, DASHES.size()));
  }

  /** The symbol as an SVG path around 0, 0. */
  String symbol() {
    return SYMBOLS.get(Math.floorMod(place, SYMBOLS.size()));
  }

  /** A piece of its line with its symbol, for legends and tables. */
  void key(Html html) {
    html.open(
        "svg", "class", "key " + cssClass(), "width", "34", "height", "14", "aria-hidden", "true");
    html.empty("path", "class", "stroke", "d", "M0 7H34", "stroke-dasharray", dashes());
    html.open("g", "transform", "translate(17 7)")
        .empty("path", "class", "dot", "d", symbol())
        .close();
    html.close();
  }
}
