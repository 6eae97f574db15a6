package dev.recency.accuracy.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.FeatureTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

final class ReportPageTest {
  private static final int MOST_BYTES = 5 << 20;

  private static String page(AccuracyReport report) {
    return new String(ReportPage.write(report), StandardCharsets.UTF_8);
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList();
  }

  @Test
  void sectionsStandInTheOrderOfTheSpecification() throws IOException {
    assertThat(found("<h2[^>]*>[^<]*", page(SampleReports.usual())))
        .extracting(each -> each.substring(each.indexOf('>') + 1))
        .containsExactly(
            "1. Verdict",
            "2. What is compared",
            "3. Feature by system",
            "4. Charts",
            "5. Worst moments",
            "6. Data quality",
            "7. How to reproduce");
  }

  @Test
  void hostileNamesStayTextEverywhere() throws IOException {
    String page = page(SampleReports.hostile());
    assertThat(page)
        .contains("&lt;/script&gt;&lt;img src=http://canary.invalid/ onerror=alert(1)&gt;");
    assertThat(page).doesNotContain("<img").doesNotContain("<!--").doesNotContain("]]>&\"");
    // only the scripts of the page itself begin, and each ends once
    int charts = SampleReports.usual().features().size();
    assertThat(found("<script", page)).hasSize(charts + 1);
    assertThat(found("</script", page)).hasSize(charts + 1);
    // and there are the same elements as with names that are harmless
    String harmless = page(SampleReports.usual());
    assertThat(found("<[a-zA-Z0-9!/]+", page)).isEqualTo(found("<[a-zA-Z0-9!/]+", harmless));
  }

  @Test
  void dataInAScriptCannotEndIt() {
    assertThat(ChartJson.write("</script><!--&\u2028\u2029'"))
        .isEqualTo("\"\\u003C\\u002Fscript\\u003E\\u003C!--\\u0026\\u2028\\u2029\\u0027\"");
  }

  @Test
  void nothingIsLoadedAndOnlyItsOwnScriptRuns() throws IOException {
    String page = page(SampleReports.usual());
    assertThat(found("(?<![a-z-])(src|href|action|srcset|poster)=\"[^\"]*\"", page))
        .allMatch(each -> each.startsWith("href=\"#") || each.equals("href=\"data:,\""));
    assertThat(found("\\s(style|on[a-z]+)=\"", page.substring(0, page.lastIndexOf("<script>"))))
        .isEmpty();
    assertThat(found("Content-Security-Policy\" content=\"[^\"]*", page).get(0))
        .contains("default-src &#39;none&#39;")
        .contains("script-src &#39;sha256-")
        .contains("style-src &#39;sha256-")
        .doesNotContain("unsafe");
  }

  @Test
  void theSameReportGivesTheSameBytes() throws IOException {
    assertThat(ReportPage.write(SampleReports.usual()))
        .isEqualTo(ReportPage.write(SampleReports.usual()));
  }

  @Test
  void manyFeaturesAndLongNamesStayBelowFiveMebibytes() throws IOException {
    AccuracyReport usual =
        SampleReports.map(SampleReports.usual(), it -> "long ".repeat(2_000) + it);
    List<FeatureTable> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.addAll(usual.features());
    }
    AccuracyReport large =
        new AccuracyReport(
            usual.schemaVersion(),
            usual.generatedAtMillis(),
            usual.verdict(),
            usual.definition(),
            usual.interval(),
            usual.systems(),
            many,
            usual.worst(),
            usual.quality(),
            usual.notCompared(),
            usual.reproduction());
    byte[] page = ReportPage.write(large);
    System.out.println("ReportPageTest: 120 features, " + page.length / 1024 + " KiB");
    assertThat(page.length).isLessThan(MOST_BYTES);
  }

  @Test
  void thePictureIsXmlAndBearsEachSystem() throws Exception {
    for (AccuracyReport report : List.of(SampleReports.usual(), SampleReports.hostile())) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      Document picture =
          factory.newDocumentBuilder().parse(new ByteArrayInputStream(ReportPicture.write(report)));
      assertThat(picture.getElementsByTagName("pattern").getLength())
          .isEqualTo(report.systems().size() + 1);
      assertThat(picture.getElementsByTagName("img").getLength()).isZero();
      assertThat(picture.getElementsByTagName("script").getLength()).isZero();
      assertThat(picture.getDocumentElement().getTextContent())
          .contains(Figures.percent(report.systems().get(1).rightAtRead()) + " right");
    }
  }

  @Test
  void theLibraryIsTheOneThatWasPublished() throws Exception {
    String sums = new String(resource("SHA256SUMS"), StandardCharsets.UTF_8);
    assertThat(sums.lines()).hasSize(3);
    for (String line : sums.lines().toList()) {
      String[] parts = line.split(" +");
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(resource(parts[1]));
      assertThat(HexFormat.of().formatHex(hash)).as(parts[1]).isEqualTo(parts[0]);
    }
    String library = new String(resource("uPlot.iife.min.js"), StandardCharsets.UTF_8);
    assertThat(library).contains("v1.6.32").doesNotContain("</script").doesNotContain("<!--");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream stream = ReportPage.class.getResourceAsStream("uplot/" + name)) {
      assertThat(stream).as(name).isNotNull();
      return stream.readAllBytes();
    }
  }
}
