package dev.recency.accuracy.page;

import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.WorstMoment;
import dev.recency.accuracy.report.WorstMoment.FoundCommand;
import dev.recency.accuracy.report.WorstMoment.RawEvent;

/** The worst wrong reads with their raw events, so that a reader can recompute them by hand. */
final class WorstSection {
  private WorstSection() {}

  static void write(Html html, AccuracyReport report) {
    ReportPage.section(html, "worst");
    if (report.worst().isEmpty()) {
      html.element("p", "No read found a wrong value.");
    } else {
      html.element(
          "p",
          "Ordered by the size of the error as a multiple of the feature's mean error. The expected"
              + " value is the aggregate over the events marked ●.",
          "class",
          "muted");
    }
    for (int i = 0; i < report.worst().size(); i++) {
      moment(html, i + 1, report.worst().get(i), report);
    }
    html.close().line();
  }

  private static void moment(Html html, int place, WorstMoment it, AccuracyReport report) {
    String[] attributes = place == 1 ? new String[] {"open", ""} : new String[0];
    html.open("details", attributes).open("summary").text(place + ". ");
    SystemStyle.of(report).getOrDefault(it.system(), new SystemStyle(0)).key(html);
    html.open("strong").name(it.system()).close().text(": expected ").name(it.expected());
    html.text(", got ").name(it.got()).text("; ").name(it.cause()).text(". ");
    html.open("span", "class", "muted").name(it.feature()).text(" of ").name(it.entity());
    html.text(" at " + Figures.instant(it.instantMillis())).close().close().line();
    facts(html, it);
    if (it.omitted() > 0) {
      html.element("p", Figures.count(it.omitted()) + " older events are not shown.");
    }
    events(html, place, it);
    html.close().line();
  }

  private static void facts(Html html, WorstMoment it) {
    html.open("dl");
    OpeningSections.entry(
        html,
        "True window",
        "(%s, %s]"
            .formatted(Figures.instant(it.trueAfterMillis()), Figures.instant(it.instantMillis())));
    FoundCommand found = it.found();
    OpeningSections.entry(
        html,
        "Found command",
        found == null
            ? "none"
            : "[%s, %s), visible from %s"
                .formatted(
                    Figures.instant(found.startMillis()),
                    Figures.instant(found.endMillis()),
                    Figures.instant(found.visibleAtMillis())));
    OpeningSections.entry(html, "|error|", Figures.number(it.error()));
    html.close().line();
  }

  private static void events(Html html, int place, WorstMoment it) {
    ReportPage.table(
        html, "Events of moment " + place + " in both windows, oldest first", "events");
    html.open("thead").open("tr");
    boolean arguments = it.events().stream().anyMatch(each -> !each.arguments().isEmpty());
    for (String each : new String[] {"in the true window", "event time", "arrival"}) {
      html.element("th", each, "scope", "col");
    }
    if (arguments) {
      html.element("th", "arguments", "scope", "col");
    }
    html.close().close().open("tbody").line();
    for (RawEvent each : it.events()) {
      html.open("tr", "class", each.inTrueWindow() ? "in" : "out");
      html.element("td", each.inTrueWindow() ? "● in" : "○ out");
      html.element("td", Figures.instant(each.eventTimeMillis()));
      html.element("td", Figures.instant(each.arrivalMillis()) + (each.late() ? ", late" : ""));
      if (arguments) {
        html.open("td");
        for (int i = 0; i < each.arguments().size(); i++) {
          html.text(i == 0 ? "" : ", ").name(each.arguments().get(i));
        }
        html.close();
      }
      html.close().line();
    }
    if (it.events().isEmpty()) {
      html.open("tr").element("td", "no event", "colspan", "3").close();
    }
    html.close().close().close().line();
  }
}
