package dev.recency.accuracy.page;

import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.AccuracyReport.Definition;
import dev.recency.accuracy.report.AccuracyReport.Interval;
import dev.recency.accuracy.report.AccuracyReport.SystemTotals;
import java.util.Locale;
import java.util.Map;

/** The verdict with a bar per system; what is compared. */
final class OpeningSections {
  private OpeningSections() {}

  static void write(Html html, AccuracyReport report) {
    ReportPage.section(html, "verdict");
    String sentence = report.verdict().sentence().replace(" %", "\u00a0%");
    html.element("p", sentence, "class", "verdict").line();
    bars(html, report);
    html.close().line();
    ReportPage.section(html, "definition");
    definition(html, report.definition());
    interval(html, report);
    html.close().line();
  }

  private static void bars(Html html, AccuracyReport report) {
    html.element("h3", "What reads find");
    html.open("p", "class", "legend ink");
    part(html, "solid", "the true value");
    part(html, "hatched", "a value that should be gone (stale non-zero)");
    part(html, "hollow", "another wrong value");
    html.close();
    html.open("ul", "class", "bars").line();
    Map<String, SystemStyle> styles = SystemStyle.of(report);
    for (SystemTotals each : report.systems()) {
      SystemStyle style = styles.getOrDefault(each.name(), new SystemStyle(each.color()));
      double other = Math.max(0, 1 - each.rightAtRead() - each.staleNonZeroAtRead());
      html.open("li", "class", style.cssClass()).open("div");
      style.key(html);
      html.open("strong").name(each.name()).close().text(" (").name(each.label()).text(") ");
      html.element("span", Figures.percent(each.rightAtRead()) + " right", "class", "figure");
      html.open("span", "class", "muted");
      html.text(
          ", %s stale non-zero, %s otherwise wrong, of %s reads; %s right after %s events"
              .formatted(
                  Figures.percent(each.staleNonZeroAtRead()),
                  Figures.percent(other),
                  Figures.count(TotalCounts.reads(report, each)),
                  Figures.percent(each.rightAtEvent()),
                  Figures.count(TotalCounts.events(report, each))));
      html.close().close();
      StackedBar.write(html, style, each.rightAtRead(), each.staleNonZeroAtRead());
      html.close().line();
    }
    html.close();
  }

  private static void part(Html html, String kind, String name) {
    html.open("span").open("svg", "width", "26", "height", "12", "aria-hidden", "true");
    html.empty(
        "rect",
        "class",
        kind,
        "fill",
        "url(#hatch)",
        "x",
        "1",
        "y",
        "1",
        "width",
        "24",
        "height",
        "10");
    html.close().text(" " + name).close().text(" ");
  }

  private static void definition(Html html, Definition definition) {
    html.open("dl");
    defined(html, "Truth", definition.truth());
    defined(html, "Known", definition.known());
    defined(html, "At the event", definition.atEvent());
    defined(html, "At a read", definition.atRead());
    defined(html, "On the grid", definition.onGrid());
    defined(html, "Missing values", definition.missing());
  }

  private static void interval(Html html, AccuracyReport report) {
    Interval it = report.interval();
    entry(
        html,
        "Interval",
        "First arrival %s, last arrival %s, observed until %s (UTC)"
            .formatted(
                Figures.instant(it.firstArrivalMillis()),
                Figures.instant(it.lastArrivalMillis()),
                Figures.instant(it.untilMillis())));
    entry(
        html,
        "Size",
        "%s events of %s entities; %s reads per feature and system, each within %s after an event"
            .formatted(
                Figures.count(it.events()),
                Figures.count(it.entities()),
                Figures.count(it.reads()),
                Figures.duration(it.readHorizonMillis())));
    entry(
        html,
        "Engine or rule",
        "A row labelled engine shows what a running engine wrote; one labelled rule shows what"
            + " follows from the system's window rule, without delay or loss.");
    html.close().line();
  }

  /** An entry whose text may begin with the term, which is not said twice. */
  private static void defined(Html html, String term, String text) {
    boolean twice = text.startsWith(term + ": ");
    String shown = twice ? text.substring(term.length() + 2) : text;
    int first = shown.isEmpty() ? 0 : shown.offsetByCodePoints(0, 1);
    entry(html, term, shown.substring(0, first).toUpperCase(Locale.ROOT) + shown.substring(first));
  }

  /** An entry of an open list. */
  static void entry(Html html, String term, String text) {
    html.element("dt", term).open("dd").text(text).close();
  }
}
