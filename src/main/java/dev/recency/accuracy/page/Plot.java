package dev.recency.accuracy.page;

import java.util.List;
import java.util.Locale;

/**
 * A plot as wide as its container and of fixed height: lines are stretched with it, texts and
 * symbols are not. Horizontal places are shares from 0 to 1, vertical ones values.
 *
 * @param low the value at the bottom; 0 or less
 * @param high the value at the top; above {@code low}
 */
record Plot(Html html, double low, double high) {
  private static final int HEIGHT = 240;
  private static final int TOP = 12;
  private static final int BOTTOM = 26;
  private static final int SCALE = 10_000;

  /** A place with a text at an axis. */
  record Tick(double place, String text) {}

  /** A range that starts at 0 or below and ends at a round number. */
  static Plot of(Html html, double smallest, double largest) {
    double step = step(Math.min(0, smallest), Math.max(largest, 1e-9));
    double low = Math.floor(Math.min(0, smallest) / step) * step;
    return new Plot(html, low, Math.max(step, Math.ceil(largest / step - 1e-9) * step));
  }

  private static double step(double low, double high) {
    double rough = (high - low) / 5;
    double decade = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * decade >= rough) {
        return factor * decade;
      }
    }
    return 10 * decade;
  }

  /** Opens it with both axes; {@link #close} ends it. */
  void open(String label, List<Tick> ticks, boolean percent) {
    html.open("div", "class", "plot");
    html.open("svg", "class", "axis", "width", "52", "height", height(), "aria-hidden", "true");
    double step = step(low, high);
    for (double value = low; value <= high + step / 2; value += step) {
      String text = percent ? Math.round(value * 100) + " %" : Figures.axis(rounded(value, step));
      html.element("text", text, "x", "46", "y", number(y(value) + 4), "text-anchor", "end");
    }
    html.close();
    html.open("svg", "class", "area", "height", height(), "role", "img", "aria-label", label);
    for (double value = low; value <= high + step / 2; value += step) {
      String y = number(y(value));
      String kind = Math.abs(value) < step / 2 ? "base" : "grid";
      html.empty("line", "class", kind, "x1", "0", "x2", "100%", "y1", y, "y2", y);
    }
    for (int i = 0; i < ticks.size(); i++) {
      tick(ticks.get(i), i % 2 == 1);
    }
    html.line();
  }

  private static double rounded(double value, double step) {
    return Math.abs(value) < step / 2 ? 0 : Math.rint(value / step) * step;
  }

  private void tick(Tick tick, boolean minor) {
    String x = StackedBar.percent(tick.place());
    String anchor = tick.place() < 0.04 ? "start" : tick.place() > 0.96 ? "end" : "middle";
    String bottom = String.valueOf(HEIGHT - BOTTOM);
    html.empty("line", "class", "grid", "x1", x, "x2", x, "y1", bottom, "y2", number(y(low) + 5));
    html.element(
        "text",
        tick.text(),
        "class",
        minor ? "minor" : "major",
        "x",
        x,
        "y",
        String.valueOf(HEIGHT - 6),
        "text-anchor",
        anchor);
  }

  void close() {
    html.close().close().line();
  }

  /** Opens the stretched part, in which paths of {@link #path} stand; {@code close} it. */
  void openStretched() {
    html.open(
        "svg",
        "viewBox",
        "0 0 " + SCALE + " " + SCALE,
        "preserveAspectRatio",
        "none",
        "class",
        "stretched",
        "y",
        String.valueOf(TOP),
        "width",
        "100%",
        "height",
        String.valueOf(HEIGHT - TOP - BOTTOM));
  }

  /** A horizontal place in the stretched part. */
  static String stretchedX(double place) {
    return String.valueOf(Math.round(place * SCALE));
  }

  /** A value in the stretched part. */
  String stretchedY(double value) {
    return String.valueOf(Math.round((1 - (value - low) / (high - low)) * SCALE));
  }

  /** A line in the stretched part. */
  void path(String cssClass, String dashes, String d) {
    html.empty("path", "class", "stroke " + cssClass, "stroke-dasharray", dashes, "d", d);
  }

  /** A symbol that keeps its form. */
  void dot(SystemStyle style, double place, double value) {
    html.open(
        "svg",
        "class",
        "at " + style.cssClass(),
        "x",
        StackedBar.percent(place),
        "y",
        number(y(value)));
    html.empty("path", "class", "dot", "d", style.symbol()).close();
  }

  /** A small round point. */
  void point(double place, double value) {
    String y = number(y(value));
    html.empty("circle", "class", "point", "cx", StackedBar.percent(place), "cy", y, "r", "2.5");
  }

  /** A vertical stretch over the whole height. */
  void shade(double from, double upTo) {
    html.empty(
        "rect",
        "class",
        "shade",
        "x",
        StackedBar.percent(from),
        "width",
        StackedBar.percent(upTo - from),
        "y",
        String.valueOf(TOP),
        "height",
        String.valueOf(HEIGHT - TOP - BOTTOM));
  }

  /** A short stroke at the bottom. */
  void rug(double place) {
    String x = StackedBar.percent(place);
    String bottom = String.valueOf(HEIGHT - BOTTOM);
    html.empty("line", "class", "rug", "x1", x, "x2", x, "y1", number(y(low) - 7), "y2", bottom);
  }

  /** A text beside a point. */
  void label(double place, double value, String text) {
    String y = number(y(value) - 8);
    String anchor = place > 0.9 ? "end" : "start";
    html.element(
        "text",
        text,
        "class",
        "major",
        "x",
        StackedBar.percent(place),
        "y",
        y,
        "text-anchor",
        anchor);
  }

  private double y(double value) {
    return TOP + (1 - (value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  }

  private static String height() {
    return String.valueOf(HEIGHT);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
