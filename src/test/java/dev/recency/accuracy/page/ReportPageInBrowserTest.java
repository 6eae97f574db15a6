package dev.recency.accuracy.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recency.accuracy.report.AccuracyReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. */
final class ReportPageInBrowserTest {
  private static final String TEST = "ReportPageInBrowserTest";
  private static final int LOADS = 5;
  private static final double MOST_MILLIS = 1_000;

  private static @Nullable Chromium browser;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    browser = Chromium.start(TEST);
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  private static BrowserPage open(Path file, int width, boolean dark, boolean scripts) {
    return Objects.requireNonNull(browser).open(file, width, dark, scripts);
  }

  private Path written(AccuracyReport report) throws IOException {
    return Files.write(folder.resolve("report.html"), ReportPage.write(report));
  }

  @Test
  void tablesAndChartsAreThereInEveryWidthAndScheme() throws IOException {
    AccuracyReport report = SampleReports.usual();
    Path file = written(report);
    int features = report.features().size();
    for (int width : new int[] {1280, 390}) {
      for (boolean dark : new boolean[] {false, true}) {
        try (BrowserPage page = open(file, width, dark, true)) {
          String where = width + (dark ? " dark" : " light");
          assertThat(page.complaints()).as(where).isEmpty();
          assertThat(page.requests()).as(where).isEmpty();
          assertThat(number(page, "document.documentElement.scrollWidth"))
              .as(where)
              .isLessThanOrEqualTo(width);
          assertThat(number(page, visible("table.measures"))).as(where).isEqualTo(2);
          assertThat(number(page, visible("table.causes"))).as(where).isEqualTo(features);
          assertThat(number(page, visible(".live canvas"))).as(where).isEqualTo(features);
          assertThat(number(page, visible(".plot .area"))).as(where).isEqualTo(3 * features);
          assertThat(page.evaluate(BACKGROUND).textValue())
              .as(where)
              .isEqualTo(dark ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
          assertThat(page.evaluate(OUTSIDE)).as(where).isEmpty();
        }
      }
    }
  }

  private static final String BACKGROUND = "getComputedStyle(document.body).backgroundColor";

  /** What stands to the right of the window and cannot be scrolled to in a container of its own. */
  private static final String OUTSIDE =
      "[...document.querySelectorAll('main *')].filter(each => !each.closest('.scroll,pre,.defs')"
          + " && each.getBoundingClientRect().right > innerWidth + 1).map(each => each.outerHTML)";

  private static String visible(String selector) {
    return "[...document.querySelectorAll('%s')].filter(each => each.checkVisibility() && each.getBoundingClientRect().width > 100).length"
        .formatted(selector);
  }

  private static int number(BrowserPage page, String script) {
    return page.evaluate(script).intValue();
  }

  @Test
  void withoutScriptsEverythingButZoomIsThere() throws IOException {
    AccuracyReport report = SampleReports.usual();
    try (BrowserPage page = open(written(report), 1280, false, false)) {
      assertThat(page.complaints()).isEmpty();
      assertThat(number(page, visible(".plot .area"))).isEqualTo(4 * report.features().size());
      assertThat(number(page, "document.querySelectorAll('canvas,button').length")).isZero();
    }
  }

  @Test
  void hostileNamesMakeNoElementAndNoRequest() throws IOException {
    try (BrowserPage page = open(written(SampleReports.hostile()), 390, false, true)) {
      assertThat(page.complaints()).isEmpty();
      assertThat(page.requests()).isEmpty();
      assertThat(number(page, "document.querySelectorAll('img,iframe,object,embed').length"))
          .isZero();
      assertThat(number(page, "document.querySelectorAll('.live canvas').length")).isEqualTo(3);
      assertThat(number(page, "document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
      assertThat(page.evaluate("document.querySelector('.bars strong').textContent").textValue())
          .isEqualTo(SampleReports.HOSTILE.replace('\u202e', '\ufffd') + "exact");
    }
  }

  /** Shows that the checks above can fail: the same text as markup is asked for and refused. */
  @Test
  void theChecksSeeWhatAnInjectedElementDoes() throws IOException {
    Path plain =
        Files.writeString(folder.resolve("plain.html"), "<img src=http://127.0.0.1:9/canary>");
    String page = new String(ReportPage.write(SampleReports.usual()), StandardCharsets.UTF_8);
    Path guarded =
        Files.writeString(
            folder.resolve("guarded.html"),
            page.replace(
                "<main>",
                "<main><img src=http://127.0.0.1:9/canary><script>window.injected = 1</script>"));
    try (BrowserPage unguarded = open(plain, 390, false, true)) {
      assertThat(unguarded.requests()).containsExactly("http://127.0.0.1:9/canary");
    }
    try (BrowserPage refused = open(guarded, 390, false, true)) {
      assertThat(refused.complaints()).hasSizeGreaterThanOrEqualTo(2);
      assertThat(refused.evaluate("typeof window.injected").textValue()).isEqualTo("undefined");
    }
  }

  @Test
  void zoomByButtonsHidesLinesAndFollowsTheStart() throws IOException {
    try (BrowserPage page = open(written(SampleReports.usual()), 1280, false, true)) {
      page.evaluate("document.querySelector('.tools button').click()");
      page.evaluate("document.querySelectorAll('.legend button')[1].click()");
      assertThat(
              page.evaluate(
                      "document.querySelectorAll('.legend button')[1].getAttribute('aria-pressed')")
                  .textValue())
          .isEqualTo("false");
      JsonNode unnamed =
          page.evaluate(
              "[...document.querySelectorAll('button,summary')].filter(each => !each.textContent.trim()).length");
      assertThat(unnamed.intValue()).isZero();
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void itIsLoadedInUnderASecond() throws IOException {
    Path file = written(SampleReports.usual());
    double best = Double.POSITIVE_INFINITY;
    for (int load = 0; load < LOADS; load++) {
      try (BrowserPage page = open(file, 1280, false, true)) {
        best = Math.min(best, page.evaluate(LOAD_MILLIS).doubleValue());
      }
    }
    System.out.printf("%s: loaded in %.0f ms, the best of %d%n", TEST, best, LOADS);
    assertThat(best).isPositive().isLessThan(MOST_MILLIS);
  }

  private static final String LOAD_MILLIS =
      "performance.getEntriesByType('navigation')[0].loadEventEnd";

  @Test
  void itPrintsWithEveryDetail() throws IOException {
    try (BrowserPage page = open(written(SampleReports.usual()), 1280, true, true)) {
      page.evaluate(
          "addEventListener('beforeprint', () => { window.closed = document.querySelectorAll('section > details:not([open])').length; })");
      String closed = "document.querySelectorAll('section > details:not([open])').length";
      int before = number(page, closed);
      assertThat(page.print().length).isGreaterThan(10_000);
      assertThat(before).isPositive();
      assertThat(number(page, "window.closed")).isZero();
      assertThat(number(page, closed)).isEqualTo(before);
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void headingsDoNotJumpAndTablesHaveCaptionsAndScopes() throws IOException {
    try (BrowserPage page = open(written(SampleReports.usual()), 1280, false, true)) {
      List<String> levels =
          List.of(
              page.evaluate(
                      "[...document.querySelectorAll('h1,h2,h3')].map(each => each.tagName[1]).join('')")
                  .textValue()
                  .split(""));
      assertThat(levels.get(0)).isEqualTo("1");
      for (int i = 1; i < levels.size(); i++) {
        assertThat(Integer.parseInt(levels.get(i)))
            .isLessThanOrEqualTo(Integer.parseInt(levels.get(i - 1)) + 1);
      }
      assertThat(
              number(
                  page,
                  "document.querySelectorAll('table:not(:has(caption)), th:not([scope])').length"))
          .isZero();
      assertThat(
              number(
                  page,
                  "document.querySelectorAll('svg:not([role=img]):not([aria-hidden]):not(svg svg)').length"))
          .isZero();
      assertThat(
              number(
                  page,
                  "[...document.querySelectorAll('nav a, a.skip')].filter(each => !document.querySelector(each.hash)).length"))
          .isZero();
    }
  }
}
