package dev.recency.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recency.accuracy.ComparedSystem.Evidence;
import dev.recency.accuracy.ComparedSystem.MeasuredCost;
import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.FeatureTable.CauseCount;
import dev.recency.accuracy.report.FeatureTable.Cell;
import dev.recency.accuracy.report.FeatureTable.Measures;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.accuracy.store.VisibleCommand;
import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The figures of the real engine over real messages, from its records and from its rules. */
final class RecordedFiguresTest {
  private static final long SIZE = 600_000;
  private static final WindowRule HOPPING = new WindowRule.Hopping(SIZE, 60_000, 0);
  private static final WindowRule TUMBLING = WindowRule.Tumbling.ofSize(SIZE);
  private static final double POINT = 0.01;

  private static ComparedSystem recorded(String name, WindowRule rule, List<VisibleCommand> all) {
    return new ComparedSystem(
        name, Map.of("RECENT_MESSAGES", new Evidence.Recorded(rule, all)), MeasuredCost.NONE);
  }

  @Test
  void recordsAndRulesGiveTheFiguresOfTheRealEngine() throws IOException {
    if (RecordedMessages.missing("RecordedFiguresTest")) {
      return;
    }
    Plan plan = RecordedMessages.plan();
    List<RawRecord> events = RecordedMessages.records(plan, RecordedMessages.COUNT);
    List<ComparedSystem> systems =
        List.of(
            ComparedSystem.modelled(
                "exact", plan, it -> new WindowRule.Sliding(it.sizeMillis(), 1)),
            ComparedSystem.modelled(
                "live", plan, it -> new WindowRule.SlidingLive(it.sizeMillis(), 1, 30_000, 1_000)),
            recorded(
                "hopping",
                HOPPING,
                RecordedMessages.recorded("messages-hopping-final.jsonl.gz", events)),
            ComparedSystem.modelled("hopping by rule", plan, it -> HOPPING),
            recorded(
                "tumbling",
                TUMBLING,
                RecordedMessages.recorded("messages-tumbling-changes.jsonl.gz", events)),
            ComparedSystem.modelled("tumbling by rule", plan, it -> TUMBLING));
    AccuracyReport report = Comparison.report(plan, events, systems, ComparisonOptions.DEFAULT);
    List<Cell> cells = report.features().get(0).cells();
    cells.forEach(each -> System.out.println("RecordedFiguresTest: " + line(each)));
    assertThat(cells.get(0).atEvent().wrongCount()).isZero();
    assertThat(cells.get(0).atRead().wrongCount()).isZero();
    assertThat(cells.get(0).onGrid().wrongCount()).isZero();
    assertThat(cells.get(0).expiryDelayMillis().max()).isZero();
    assertThat(cells.get(1).atEvent().wrongCount()).isZero();
    assertThat(cells.get(1).atRead().wrong()).isCloseTo(0.016, within(0.002));
    assertFigures(cells.get(2), 0.401, 0.367, 0.628, 0.417, 0.78);
    assertFigures(cells.get(3), 0.401, 0.367, 0.628, 0.417, 0.78);
    assertFigures(cells.get(4), 0.689, 0.348, 0.599, 0.420, 1.30);
    assertFigures(cells.get(5), 0.689, 0.348, 0.599, 0.420, 1.30);
    assertSame(cells.get(2), cells.get(3));
    assertSame(cells.get(4), cells.get(5));
    assertThat(cells.get(2).commandsPerEvent()).isEqualTo(30_469 / 5_000.0);
  }

  private static String line(Cell cell) {
    Measures read = cell.atRead();
    return "%s: at event %.4f, at read %.4f (%.4f where not 0), stale %.4f, mean error %.3f, expiry never %d of %d, causes %s"
        .formatted(
            cell.system(),
            cell.atEvent().right(),
            read.right(),
            read.rightNonZero(),
            read.staleNonZero(),
            read.error().mean(),
            cell.expiryDelayMillis().infinite(),
            cell.expiryDelayMillis().count(),
            read.causes());
  }

  private static void assertFigures(
      Cell cell, double atEvent, double atRead, double nonZero, double stale, double error) {
    assertThat(cell.atEvent().right()).as(cell.system()).isCloseTo(atEvent, within(POINT));
    assertThat(cell.atRead().right()).as(cell.system()).isCloseTo(atRead, within(POINT));
    assertThat(cell.atRead().rightNonZero()).as(cell.system()).isCloseTo(nonZero, within(POINT));
    assertThat(cell.atRead().staleNonZero()).as(cell.system()).isCloseTo(stale, within(POINT));
    assertThat(cell.atRead().error().mean()).as(cell.system()).isCloseTo(error, within(POINT));
    long causes = cell.atRead().causes().stream().mapToLong(CauseCount::count).sum();
    assertThat(causes).isEqualTo(cell.atRead().wrongCount());
  }

  /** A rule that is right about the engine gives the same numbers to the last read. */
  private static void assertSame(Cell engine, Cell rule) {
    assertThat(rule.atEvent()).isEqualTo(engine.atEvent());
    assertThat(rule.atRead()).isEqualTo(engine.atRead());
    assertThat(rule.onGrid()).isEqualTo(engine.onGrid());
    assertThat(rule.expiryDelayMillis()).isEqualTo(engine.expiryDelayMillis());
    assertThat(rule.commandsPerEvent()).isEqualTo(engine.commandsPerEvent());
  }
}
