package dev.recency.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.FeatureTable;
import dev.recency.accuracy.report.FeatureTable.Cell;
import dev.recency.accuracy.report.ReportMarkdown;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.sql.SqlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All real messages, five sizes of window from a minute to thirty days, every rule. */
final class AllMessagesTest {
  private static final int MESSAGES = 59_835;
  private static final long MINUTE = 60_000;

  @Test
  void theExactRuleIsRightEverywhereAndNoOtherIs() throws IOException {
    if (RecordedMessages.missing("AllMessagesTest")) {
      return;
    }
    String sql = Files.readString(Path.of("features/messages.sql"));
    Plan plan = Planner.plan(List.of(SqlParser.script("features/messages.sql", sql)));
    List<RawRecord> events = RecordedMessages.records(plan, MESSAGES);
    List<ComparedSystem> systems =
        List.of(
            ComparedSystem.modelled(
                "Recency", plan, it -> new WindowRule.Sliding(it.sizeMillis(), 1)),
            ComparedSystem.modelled(
                "Recency live",
                plan,
                it -> new WindowRule.SlidingLive(it.sizeMillis(), 1, MINUTE / 2, 1_000)),
            ComparedSystem.modelled(
                "hopping", plan, it -> new WindowRule.Hopping(it.sizeMillis(), MINUTE, 0)),
            ComparedSystem.modelled(
                "tumbling", plan, it -> WindowRule.Tumbling.ofSize(it.sizeMillis())),
            ComparedSystem.modelled(
                "sawtooth", plan, it -> WindowRule.Sawtooth.ofSize(it.sizeMillis())),
            ComparedSystem.modelled(
                "buckets",
                plan,
                it -> new WindowRule.Buckets(it.sizeMillis(), it.sizeMillis() / 10)),
            ComparedSystem.modelled("OVER", plan, it -> new WindowRule.Over(it.sizeMillis())));
    AccuracyReport report = Comparison.report(plan, events, systems, ComparisonOptions.DEFAULT);
    System.out.println("AllMessagesTest:\n" + ReportMarkdown.write(report));
    assertThat(report.features()).hasSize(5);
    assertThat(report.interval().events()).isEqualTo(MESSAGES);
    for (FeatureTable feature : report.features()) {
      Cell exact = feature.cells().get(0);
      assertThat(exact.atEvent().wrongCount()).isZero();
      assertThat(exact.atRead().wrongCount()).isZero();
      assertThat(exact.onGrid().wrongCount()).isZero();
      assertThat(exact.expiryDelayMillis().max()).isZero();
      assertThat(feature.cells().get(1).atRead().right()).isBetween(0.9, 0.99999);
      for (Cell other : feature.cells().subList(2, feature.cells().size())) {
        assertThat(other.atRead().wrongCount()).as(other.system()).isPositive();
      }
    }
  }
}
