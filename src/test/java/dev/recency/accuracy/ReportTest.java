package dev.recency.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.accuracy.ComparisonOptions.Provenance;
import dev.recency.accuracy.ComparisonOptions.ReadOptions;
import dev.recency.accuracy.Scenario.Sent;
import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.FeatureTable;
import dev.recency.accuracy.report.ReportJson;
import dev.recency.accuracy.report.ReportMarkdown;
import dev.recency.accuracy.report.WorstMoment;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The report as a whole. */
final class ReportTest {
  private static final long SIZE = 10_000;
  private static final ComparisonOptions OPTIONS =
      ComparisonOptions.DEFAULT.withReads(new ReadOptions(3, 2_000, 30_000));

  private static AccuracyReport report(ComparisonOptions options, List<Sent> sent) {
    Scenario scenario = Scenario.of("COUNT(*) AS C, AVG(n) AS A", SIZE, "", sent);
    return Comparison.report(scenario.plan, scenario.records, systems(scenario), options);
  }

  private static List<ComparedSystem> systems(Scenario scenario) {
    return List.of(
        ComparedSystem.modelled(
            "Recency", scenario.plan, it -> new WindowRule.Sliding(it.sizeMillis(), 1)),
        ComparedSystem.modelled(
            "hop", scenario.plan, it -> new WindowRule.Hopping(it.sizeMillis(), 1_000, 0)),
        ComparedSystem.modelled(
            "tumble", scenario.plan, it -> new WindowRule.Tumbling(it.sizeMillis(), 0)));
  }

  private static List<Sent> sent() {
    return Scenario.random(new SplittableRandom(5), 200, SIZE, true);
  }

  private static String json(AccuracyReport report) {
    return new String(ReportJson.write(report), StandardCharsets.UTF_8);
  }

  @Test
  void sameInputsAndSeedGiveTheSameBytesButForTimes() {
    String first = json(report(OPTIONS, sent()));
    Provenance later = new Provenance("", 99, "", Map.of(), Map.of());
    String second = json(report(OPTIONS.withProvenance(later), sent()));
    assertThat(second).isNotEqualTo(first);
    assertThat(second.replace("\"generatedAtMillis\" : 99,", "\"generatedAtMillis\" : 0,"))
        .isEqualTo(first);
    String other = json(report(OPTIONS.withReads(new ReadOptions(4, 2_000, 30_000)), sent()));
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void keysAreHashedUnlessTheyAreAskedFor() {
    List<Sent> secret = new ArrayList<>();
    sent()
        .forEach(
            it ->
                secret.add(
                    new Sent("SECRET" + it.user(), it.timeMillis(), it.arrivalMillis(), it.n())));
    assertThat(json(report(OPTIONS, secret))).doesNotContain("SECRET").contains("\"#");
    assertThat(json(report(OPTIONS.withShowKeys(true), secret))).contains("SECRETu1");
  }

  @Test
  void aWorstMomentCanBeRecomputedByHand() {
    AccuracyReport report = report(OPTIONS, sent());
    assertThat(report.worst()).hasSizeBetween(5, 20);
    for (WorstMoment moment : report.worst()) {
      if (moment.feature().equals("C")) {
        long inside = moment.events().stream().filter(it -> it.inTrueWindow()).count();
        assertThat(Long.toString(inside)).isEqualTo(moment.expected());
        assertThat(moment.trueAfterMillis()).isEqualTo(moment.instantMillis() - SIZE);
      }
      assertThat(moment.got()).isNotEqualTo(moment.expected());
      assertThat(moment.omitted()).isZero();
    }
  }

  @Test
  void theSchemaHoldsWhatThePageNeeds() throws Exception {
    AccuracyReport report = report(OPTIONS, sent());
    JsonNode json = new ObjectMapper().readTree(json(report));
    assertThat(json.get("schemaVersion").asInt()).isEqualTo(1);
    assertThat(json.get("verdict").get("sentence").asText())
        .startsWith("Over 200 events of 4 entities, Recency is right after ");
    assertThat(json.get("features")).hasSize(2);
    JsonNode count = json.get("features").get(0);
    assertThat(count.get("cells")).hasSize(3);
    assertThat(count.get("chart").get("systems")).hasSize(3);
    assertThat(count.get("chart").get("truth").size()).isGreaterThan(2);
    assertThat(count.get("costCurve")).hasSize(3); // 1 s, 5 s, 10 s
    assertThat(count.get("cells").get(1).get("atRead").get("causes")).hasSize(7);
    assertThat(json.get("quality").get(0).get("balances").asBoolean()).isTrue();
    for (FeatureTable table : report.features()) {
      for (FeatureTable.Cell cell : table.cells()) {
        for (FeatureTable.Measures each : List.of(cell.atEvent(), cell.atRead(), cell.onGrid())) {
          long bins = each.error().bins().stream().mapToLong(it -> it.count()).sum();
          assertThat(bins + each.error().infinite()).isEqualTo(each.count());
          assertThat(each.error().p50()).isLessThanOrEqualTo(each.error().p95());
          assertThat(each.error().p99()).isLessThanOrEqualTo(each.error().max());
        }
      }
    }
  }

  @Test
  void recordsThatAreNoEventsAreCountedByReason() {
    Scenario scenario = Scenario.counts(SIZE, sent());
    List<RawRecord> records = new ArrayList<>(scenario.records);
    records.add(raw("{\"u\":\"a\",\"t\":"));
    records.add(raw("{\"t\":5}"));
    records.add(raw("{\"u\":\"a\",\"t\":99999999999}"));
    records.add(new RawRecord("in", 0, 0, 5_000_000, null, null, List.of()));
    AccuracyReport report = Comparison.report(scenario.plan, records, systems(scenario), OPTIONS);
    AccuracyReport.Quality quality = report.quality().get(0);
    assertThat(quality.read()).isEqualTo(204);
    assertThat(quality.accepted()).isEqualTo(200);
    assertThat(quality.rejected())
        .containsEntry("MALFORMED_VALUE", 1L)
        .containsEntry("NULL_KEY", 1L)
        .containsEntry("FUTURE_TIMESTAMP", 1L)
        .containsEntry("INVALID_TIMESTAMP", 1L);
    assertThat(quality.balances()).isTrue();
  }

  private static RawRecord raw(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return new RawRecord("in", 0, 0, 5_000_000, null, bytes, List.of());
  }

  @Test
  void textOfUnknownOriginStaysTextInMarkdown() {
    Scenario scenario = Scenario.counts(SIZE, sent());
    ComparedSystem evil =
        ComparedSystem.modelled(
            "</td><img src=x> | `x`", scenario.plan, it -> WindowRule.Tumbling.ofSize(SIZE));
    String markdown =
        ReportMarkdown.write(
            Comparison.report(scenario.plan, scenario.records, List.of(evil), OPTIONS));
    assertThat(markdown)
        .contains("\\</td\\>\\<img src=x\\> \\| \\`x\\`")
        .contains("of 200 |")
        .contains("Wrong reads by cause");
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    Scenario scenario = Scenario.counts(SIZE, List.of());
    assertThatThrownBy(
            () -> Comparison.report(scenario.plan, List.of(), systems(scenario), OPTIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("F: it got no event");
    assertThatThrownBy(() -> Comparison.report(scenario.plan, scenario.records, List.of(), OPTIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one system or more");
  }
}
