package dev.recency.accuracy.page;

import java.util.Locale;

/** A bar from 0 to 100 %: right, stale, and the rest; as wide as its container. */
final class StackedBar {
  private StackedBar() {}

  /** Writes it; the numbers stand as text beside it, so a screen reader skips it. */
  static void write(Html html, SystemStyle style, double right, double stale) {
    html.open("svg", "class", "bar", "width", "100%", "height", "16", "aria-hidden", "true");
    part(html, "hollow", "none", 0, 1);
    part(html, "hatched", "url(#hatch" + style.color() + ")", right, stale);
    part(html, "solid", "none", 0, right);
    html.close();
  }

  /** A plain bar of a share. */
  static void share(Html html, String cssClass, double share) {
    String classes = "bar thin " + cssClass;
    html.open("svg", "class", classes, "width", "100%", "height", "8", "aria-hidden", "true");
    html.empty("rect", "class", "rail", "width", "100%", "height", "8");
    part(html, "solid", "none", 0, share);
    html.close();
  }

  private static void part(Html html, String kind, String fill, double from, double share) {
    if (share > 0) {
      String x = percent(from);
      String width = percent(share);
      html.empty("rect", "class", kind, "fill", fill, "x", x, "width", width, "height", "100%");
    }
  }

  /** A length relative to the container. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.3f%%", share * 100);
  }
}
