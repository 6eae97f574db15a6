package dev.recency.accuracy.page;

import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.AccuracyReport.SystemTotals;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A picture of a report for a README: what the reads find, a bar per system. An SVG of 760 pixels
 * width, without fonts or scripts, for light and dark backgrounds.
 */
public final class ReportPicture {
  private static final int WIDTH = 760;
  private static final int MARGIN = 20;
  private static final int TOP = 92;
  private static final int ROW = 52;
  private static final int FOOT = 34;
  private static final int NAME_CHARACTERS = 35;

  /** Systems in the picture; the others are on the page. */
  private static final int MOST_SYSTEMS = 8;

  private static final String STYLE =
      """
      svg{font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;--ink:#1b1f24;--muted:#57606a;--ground:#fff;--rail:#d0d7de}
      text{fill:var(--ink);font-size:14px}.muted{fill:var(--muted);font-size:13px}
      .title{font-size:18px;font-weight:600}.figure{fill:var(--ink);font-weight:600;font-variant-numeric:tabular-nums}
      .ground{fill:var(--ground)}.hollow{fill:none;stroke:var(--rail)}.solid,.dot{fill:var(--c)}
      .stripe{stroke:var(--c);stroke-width:3}.ink{--c:var(--muted)}
      @media (prefers-color-scheme:dark){svg{--ink:#e6edf3;--muted:#9da7b3;--ground:#0d1117;--rail:#3d444d}}
      """;

  private ReportPicture() {}

  /** The picture, in UTF-8; the same report gives the same bytes. */
  public static byte[] write(AccuracyReport report) {
    List<SystemTotals> shown =
        report.systems().subList(0, Math.min(MOST_SYSTEMS, report.systems().size()));
    int height = TOP + shown.size() * ROW + FOOT;
    Html svg = new Html();
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + WIDTH + " " + height,
        "width",
        String.valueOf(WIDTH),
        "height",
        String.valueOf(height),
        "role",
        "img");
    svg.element("title", report.verdict().sentence()).line();
    svg.open("style").verbatim(STYLE + SystemStyle.colors()).close().line();
    svg.open("defs");
    for (int place = 0; place < shown.size(); place++) {
      hatch(svg, "hatch" + place, new SystemStyle(shown.get(place).color()).cssClass());
    }
    hatch(svg, "hatch", "ink");
    svg.close().line();
    svg.empty("rect", "class", "ground", "width", "100%", "height", "100%", "rx", "8").line();
    head(svg, report);
    for (int place = 0; place < shown.size(); place++) {
      row(svg, place, shown.get(place));
    }
    foot(svg, report, height - FOOT + 16, report.systems().size() - shown.size());
    return svg.close().line().toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Stripes in the colour of a class; an element takes them by {@code url(#id)}. */
  static void hatch(Html html, String id, String cssClass) {
    html.open(
        "pattern",
        "id",
        id,
        "class",
        cssClass,
        "width",
        "6",
        "height",
        "6",
        "patternUnits",
        "userSpaceOnUse",
        "patternTransform",
        "rotate(45)");
    html.empty("path", "class", "stripe", "d", "M1.5 0V6").close();
  }

  private static void head(Html svg, AccuracyReport report) {
    text(svg, "title", MARGIN, 34, "Does a reader find the true value?");
    double x = MARGIN;
    long most =
        report.systems().stream().mapToLong(it -> TotalCounts.reads(report, it)).max().orElse(0);
    String reads = Figures.count(most);
    String[][] parts = {
      {"solid", "true value", "none"},
      {"hatched", "should be gone (stale non-zero)", "url(#hatch)"},
      {"hollow", "otherwise wrong", "none"}
    };
    svg.open("g", "class", "ink");
    for (String[] each : parts) {
      rect(svg, each[0], x, 50, 22, 11, each[2]);
      text(svg, "muted", x + 28, 60, each[1]);
      x += 28 + each[1].length() * 7.2 + 18;
    }
    svg.close().line();
    text(
        svg,
        "muted",
        MARGIN,
        80,
        "Shares of %s reads, each within %s after an event."
            .formatted(reads, Figures.duration(report.interval().readHorizonMillis())));
  }

  private static void row(Html svg, int place, SystemTotals it) {
    double y = TOP + place * ROW;
    double wide = WIDTH - 2 * MARGIN;
    SystemStyle style = new SystemStyle(it.color());
    svg.open("g", "class", style.cssClass());
    svg.open("g", "transform", "translate(" + (MARGIN + 6) + " " + number(y + 13) + ")");
    svg.empty("path", "class", "dot", "d", style.symbol()).close();
    text(svg, "figure", MARGIN + 18, y + 18, shortened(it.name() + " (" + it.label() + ")"));
    svg.open(
        "text",
        "class",
        "muted",
        "text-anchor",
        "end",
        "x",
        number(MARGIN + wide),
        "y",
        number(y + 18));
    svg.element("tspan", Figures.percent(it.rightAtRead()) + " right", "class", "figure");
    svg.text(", " + Figures.percent(it.staleNonZeroAtRead()) + " stale; at the event ");
    svg.text(Figures.percent(it.rightAtEvent()) + " right").close();
    rect(svg, "hollow", MARGIN, y + 25, wide, 14, "none");
    double right = wide * it.rightAtRead();
    double stale = wide * it.staleNonZeroAtRead();
    rect(svg, "hatched", MARGIN + right, y + 25, stale, 14, "url(#hatch" + place + ")");
    rect(svg, "solid", MARGIN, y + 25, right, 14, "none");
    svg.close().line();
  }

  private static void foot(Html svg, AccuracyReport report, double y, int more) {
    String text =
        "%s events of %s entities, %s to %s UTC%s"
            .formatted(
                Figures.count(report.interval().events()),
                Figures.count(report.interval().entities()),
                Figures.instant(report.interval().firstArrivalMillis()),
                Figures.instant(report.interval().lastArrivalMillis()),
                more > 0 ? "; " + more + " more systems in the report" : "");
    text(svg, "muted", MARGIN, y, text);
  }

  private static void rect(
      Html svg, String kind, double x, double y, double width, double height, String fill) {
    svg.empty(
        "rect",
        "class",
        kind,
        "x",
        number(x),
        "y",
        number(y),
        "width",
        number(width),
        "height",
        number(height),
        "fill",
        fill);
  }

  private static void text(Html svg, String cssClass, double x, double y, String text) {
    svg.element("text", text, "class", cssClass, "x", number(x), "y", number(y));
  }

  private static String shortened(String name) {
    int all = name.codePointCount(0, name.length());
    return all <= NAME_CHARACTERS
        ? name
        : name.substring(0, name.offsetByCodePoints(0, NAME_CHARACTERS - 1)) + "…";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
