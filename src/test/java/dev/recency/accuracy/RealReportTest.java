package dev.recency.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.accuracy.page.ReportPage;
import dev.recency.accuracy.page.ReportPicture;
import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.ReportJson;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page over real messages is small; it is left in target/pages to look at. */
final class RealReportTest {
  private static final long SIZE = 600_000;
  private static final int MIB = 1 << 20;

  @Test
  void thePageOfRealMessagesIsSmall() throws IOException {
    if (RecordedMessages.missing("RealReportTest")) {
      return;
    }
    Plan plan = RecordedMessages.plan();
    List<RawRecord> events = RecordedMessages.records(plan, RecordedMessages.COUNT);
    List<ComparedSystem> systems =
        List.of(
            ComparedSystem.modelled(
                "Recency", plan, it -> new WindowRule.Sliding(it.sizeMillis(), 1)),
            ComparedSystem.modelled(
                "Recency, live",
                plan,
                it -> new WindowRule.SlidingLive(it.sizeMillis(), 1, 30_000, 1_000)),
            ComparedSystem.modelled(
                "ksqlDB hopping 1 min", plan, it -> new WindowRule.Hopping(SIZE, 60_000, 0)),
            ComparedSystem.modelled(
                "ksqlDB tumbling", plan, it -> WindowRule.Tumbling.ofSize(SIZE)));
    ComparisonOptions.Provenance provenance =
        new ComparisonOptions.Provenance(
            "bin/recency compare features/messages.sql --input message-sent=messages.jsonl.gz",
            1_700_000_000_000L,
            "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
            Map.of("recency", "0.1.0", "kafka-streams", "4.2.2", "java", "17"),
            Map.of("message-sent/0", 5_000L));
    AccuracyReport report =
        Comparison.report(
            plan, events, systems, ComparisonOptions.DEFAULT.withProvenance(provenance));
    byte[] page = ReportPage.write(report);
    Path folder = Files.createDirectories(Path.of("target/pages"));
    Files.write(folder.resolve("real.html"), page);
    Files.write(folder.resolve("real.json"), ReportJson.write(report));
    Files.write(folder.resolve("real.svg"), ReportPicture.write(report));
    System.out.println("RealReportTest: the page has " + page.length / 1024 + " KiB");
    assertThat(page.length).isLessThan(MIB);
  }
}
