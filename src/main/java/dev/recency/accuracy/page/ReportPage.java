package dev.recency.accuracy.page;

import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.plan.TextDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes {@code report.html}: one file that needs no network and no JavaScript but for zooming. Its
 * Content-Security-Policy allows exactly the style and the script that are in it, by their hash, so
 * that nothing else runs, whatever names are in the report.
 */
public final class ReportPage {
  private static final String[][] CONTENTS = {
    {"verdict", "Verdict"},
    {"definition", "What is compared"},
    {"table", "Feature by system"},
    {"charts", "Charts"},
    {"worst", "Worst moments"},
    {"quality", "Data quality"},
    {"reproduce", "How to reproduce"},
  };

  private ReportPage() {}

  /** The page, in UTF-8; the same report gives the same bytes. */
  public static byte[] write(AccuracyReport report) {
    String style =
        String.join(
            "\n", resource("uplot/uPlot.min.css"), resource("page.css"), SystemStyle.colors());
    String script =
        String.join(
            "\n", resource("uplot/uPlot.iife.min.js"), resource("values.js"), resource("page.js"));
    Html html = new Html();
    html.verbatim("<!DOCTYPE html>\n").open("html", "lang", "en").line();
    head(html, style, script);
    html.open("body").line();
    html.element("a", "Skip to the verdict", "class", "skip", "href", "#verdict").line();
    hatches(html);
    top(html, report);
    html.open("main").line();
    OpeningSections.write(html, report);
    MeasureTables.write(html, report);
    ChartSection.write(html, report);
    WorstSection.write(html, report);
    ClosingSections.write(html, report);
    html.close().line();
    html.open("script").verbatim(script).close().line();
    html.close().close().line();
    return html.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void head(Html html, String style, String script) {
    String policy =
        "default-src 'none'; style-src %s; script-src %s; img-src data:; base-uri 'none'; form-action 'none'"
            .formatted(hash(style), hash(script));
    html.open("head").line().empty("meta", "charset", "utf-8").line();
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy).line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.empty("meta", "name", "color-scheme", "content", "light dark").line();
    html.empty("meta", "name", "referrer", "content", "no-referrer").line();
    html.empty("link", "rel", "icon", "href", "data:,").line();
    html.element("title", "Accuracy report").line();
    html.open("style").verbatim(style).close().line().close().line();
  }

  private static void hatches(Html html) {
    html.open("svg", "class", "defs", "width", "0", "height", "0", "aria-hidden", "true");
    html.open("defs");
    for (int color = 0; color < SystemStyle.colorCount(); color++) {
      ReportPicture.hatch(html, "hatch" + color, "s" + color);
    }
    ReportPicture.hatch(html, "hatch", "ink");
    html.close().close().line();
  }

  private static void top(Html html, AccuracyReport report) {
    html.open("header").element("h1", "Accuracy report").line();
    html.open("p", "class", "muted").text("Features as stored, against the truth. ");
    if (report.generatedAtMillis() > 0) {
      html.text("Made " + Figures.instant(report.generatedAtMillis()) + ". ");
    }
    html.text("All times are UTC.").close().line();
    html.open("nav", "aria-label", "Contents").open("ol");
    for (String[] each : CONTENTS) {
      html.open("li").element("a", each[1], "href", "#" + each[0]).close();
    }
    html.close().close().close().line();
  }

  /** Opens one of the numbered sections. */
  static Html section(Html html, String id) {
    for (int i = 0; i < CONTENTS.length; i++) {
      if (CONTENTS[i][0].equals(id)) {
        html.open("section", "id", id, "aria-labelledby", id + "-title");
        return html.element("h2", i + 1 + ". " + CONTENTS[i][1], "id", id + "-title").line();
      }
    }
    throw new IllegalArgumentException("no section [" + id + "]");
  }

  /** Opens a table in a container of its own to scroll in. */
  static Html table(Html html, String caption, String cssClass) {
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
    return html.open("table", "class", cssClass).open("caption").element("span", caption).close();
  }

  private static String hash(String text) {
    return "'sha256-" + Base64.getEncoder().encodeToString(TextDigest.bytes(text)) + "'";
  }

  private static String resource(String name) {
    try (InputStream stream = ReportPage.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks [" + name + "] of the page; build it again");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
