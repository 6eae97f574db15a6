package dev.recency.accuracy.page;

import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.AccuracyReport.Quality;
import dev.recency.accuracy.report.AccuracyReport.Reproduction;
import java.util.List;
import java.util.Map;

/** Data quality; how to reproduce. */
final class ClosingSections {
  private static final List<String> QUALITY =
      List.of(
          "read", "accepted", "of them late", "of them ahead", "filtered", "rejected", "balance");

  private ClosingSections() {}

  static void write(Html html, AccuracyReport report) {
    ReportPage.section(html, "quality");
    quality(html, report);
    notCompared(html, report);
    html.close().line();
    ReportPage.section(html, "reproduce");
    reproduction(html, report);
    html.close().line();
  }

  private static void quality(Html html, AccuracyReport report) {
    ReportPage.table(html, "Records by source: read = accepted + filtered + rejected", "quality");
    html.open("thead").open("tr").element("th", "source", "scope", "col");
    QUALITY.forEach(each -> html.element("th", each, "scope", "col"));
    html.close().close().open("tbody").line();
    for (Quality each : report.quality()) {
      long rejected = each.rejected().values().stream().mapToLong(Long::longValue).sum();
      html.open("tr").open("th", "scope", "row").name(each.source()).open("small").text("for ");
      for (int i = 0; i < each.statements().size(); i++) {
        html.text(i == 0 ? "" : ", ").name(each.statements().get(i));
      }
      html.close().close();
      html.element("td", Figures.count(each.read()));
      html.element("td", Figures.count(each.accepted()));
      html.element("td", Figures.count(each.late()));
      html.element("td", Figures.count(each.ahead()));
      html.element("td", Figures.count(each.filtered()));
      html.open("td").text(Figures.count(rejected));
      each.rejected()
          .forEach(
              (reason, count) -> {
                if (count > 0) {
                  html.open("small").name(reason).text(": " + Figures.count(count)).close();
                }
              });
      html.close();
      html.element("td", each.balances() ? "✓ the sum is right" : "✗ the sum is wrong");
      html.close().line();
    }
    html.close().close().close().line();
  }

  private static void notCompared(Html html, AccuracyReport report) {
    if (!report.notCompared().isEmpty()) {
      html.element("h3", "Not compared").open("ul");
      for (String each : report.notCompared()) {
        html.open("li").name(each).close();
      }
      html.close().line();
    }
  }

  private static void reproduction(Html html, AccuracyReport report) {
    Reproduction it = report.reproduction();
    if (it.command().isEmpty()) {
      html.element("p", "The command is not known.");
    } else {
      html.open("pre", "tabindex", "0", "aria-label", "The command").element("code", it.command());
      html.close().line();
    }
    html.open("dl");
    OpeningSections.entry(html, "Seed of the reads", String.valueOf(it.seed()));
    OpeningSections.entry(
        html, "Definitions", it.definitionHash().isEmpty() ? "no hash" : it.definitionHash());
    OpeningSections.entry(html, "Schema", "report.json, version " + report.schemaVersion());
    html.close().line();
    pairs(html, "Versions", "software", "version", it.versions());
    pairs(html, "Offsets read up to", "topic and partition", "offset", it.offsets());
  }

  private static void pairs(
      Html html, String caption, String key, String value, Map<String, ?> values) {
    if (!values.isEmpty()) {
      ReportPage.table(html, caption, "pairs").open("thead").open("tr");
      html.element("th", key, "scope", "col").element("th", value, "scope", "col");
      html.close().close().open("tbody").line();
      values.forEach(
          (name, each) -> {
            html.open("tr").open("th", "scope", "row").name(name).close().open("td");
            html.name(String.valueOf(each)).close().close().line();
          });
      html.close().close().close().line();
    }
  }
}
