package dev.recency.flink.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.ShownMetrics;
import dev.recency.plan.row.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.HistogramStatistics;
import org.junit.jupiter.api.Test;

final class LedgerTest {
  private static final String ONE = "ONE";
  private static final String OTHER = "OTHER";
  private static final long MINUTE = 60_000;

  private final ShownMetrics shown = new ShownMetrics();

  private Ledger ledger() {
    return Ledger.empty(shown.operator());
  }

  private static Ledger restored(ShownMetrics shown, List<StatementCount> counts) {
    return new Ledger(shown.operator(), BalanceInterval.DEFAULT, counts, OptionalLong.of(7));
  }

  @Test
  void everyFateIsCountedByPartitionAndReason() {
    StatementMetrics metrics = ledger().records(List.of(ONE));
    for (int record = 0; record < 21; record++) {
      metrics.countRead(record % 3);
    }
    for (int record = 0; record < 10; record++) {
      metrics.countAccepted(1);
    }
    for (int record = 0; record < 5; record++) {
      metrics.countFiltered(2);
    }
    metrics.countLateWithoutEffect(0);
    metrics.countRejected(0, RejectReason.LATE);
    metrics.countRejected(0, RejectReason.NULL_KEY);
    metrics.countRejected(2, RejectReason.NULL_KEY);
    metrics.countRejected(2, RejectReason.MALFORMED_VALUE);
    assertThat(shown.sum(ONE, "read")).isEqualTo(21);
    assertThat(shown.sum(ONE, "read", 2)).isEqualTo(7);
    assertThat(shown.sum(ONE, "accepted")).isEqualTo(10);
    assertThat(shown.sum(ONE, "filtered", 2)).isEqualTo(5);
    assertThat(shown.sum(ONE, "late", 0)).isEqualTo(2);
    assertThat(shown.sum(ONE, "lateWithoutEffect")).isEqualTo(1);
    assertThat(shown.rejected(ONE, "NULL_KEY")).isEqualTo(2);
    assertThat(shown.rejected(ONE, "MALFORMED_VALUE")).isEqualTo(1);
    assertThat(shown.sum(ONE, "rejected")).isEqualTo(3);
  }

  @Test
  void theBalanceIsThatOfTheLastCheckpointThatIsKnownToBeComplete() {
    Ledger ledger = ledger();
    StatementMetrics metrics = ledger.records(List.of(ONE));
    assertThat(shown.values(ONE, "balanceCheckpoint")).containsExactly(Balance.NO_CHECKPOINT);
    metrics.countRead(4);
    metrics.countRead(4);
    metrics.countFiltered(4);
    ledger.take(1, MINUTE);
    metrics.countRead(4);
    ledger.take(2, 2 * MINUTE);
    metrics.countRead(4);
    ledger.take(3, 3 * MINUTE);
    ledger.aborted(3);
    assertThat(shown.values(ONE, "balance")).isEmpty();
    ledger.completed(2);
    assertThat(shown.sum(ONE, "balance", 4)).isEqualTo(2);
    assertThat(shown.values(ONE, "balanceCheckpoint")).containsExactly(2L);
    ledger.completed(1);
    ledger.completed(3);
    assertThat(shown.sum(ONE, "balance", 4)).isEqualTo(2);
  }

  /**
   * What follows is decided by the times of the checkpoints alone: a subtask that is told later, or
   * of another operator, shows the same ones.
   */
  @Test
  void aBalanceIsThatOfTheFirstCompletedCheckpointOfItsMinute() {
    Ledger ledger = ledger();
    StatementMetrics metrics = ledger.records(List.of(ONE));
    List<Long> shownAt = new ArrayList<>();
    for (int checkpoint = 1; checkpoint <= 14; checkpoint++) {
      metrics.countRead(0);
      ledger.take(checkpoint, MINUTE / 2 + checkpoint * MINUTE / 6);
      if (checkpoint == 3 || checkpoint == 4) {
        ledger.aborted(checkpoint); // the first two of this minute
      } else {
        ledger.completed(checkpoint);
      }
      shownAt.add(shown.values(ONE, "balanceCheckpoint").sum());
      assertThat(shown.sum(ONE, "balance")).isEqualTo(shownAt.get(checkpoint - 1));
    }
    assertThat(shownAt).containsExactly(1L, 1L, 1L, 1L, 5L, 5L, 5L, 5L, 9L, 9L, 9L, 9L, 9L, 9L);
  }

  @Test
  void theFirstCheckpointAfterARestoreIsShownWhateverItsMinute() {
    Ledger first = ledger();
    first.records(List.of(ONE)).countRead(0);
    ShownMetrics later = new ShownMetrics();
    Ledger second = restored(later, first.take(7, MINUTE));
    second.records(List.of(ONE)).countRead(0);
    assertThat(later.values(ONE, "balanceCheckpoint")).containsExactly(7L);
    for (long checkpoint = 8; checkpoint <= 9; checkpoint++) {
      second.take(checkpoint, MINUTE + checkpoint);
      second.completed(checkpoint);
      assertThat(later.values(ONE, "balanceCheckpoint")).containsExactly(8L);
      assertThat(later.sum(ONE, "balance")).isEqualTo(2);
    }
  }

  /** Read in one operator, accounted for in both: a barrier finds nothing on its way. */
  @Test
  void thePartsOfAllOperatorsAddUpToZeroAndToMoreIfOneCountIsMissing() {
    assertThat(balanceOf(0)).isZero();
    assertThat(balanceOf(1)).isEqualTo(1);
    assertThat(balanceOf(2)).isEqualTo(2);
  }

  private static long balanceOf(int uncounted) {
    ShownMetrics shown = new ShownMetrics();
    Ledger source = Ledger.empty(shown.operator());
    Ledger host = Ledger.empty(shown.operator());
    StatementMetrics read = source.records(List.of(ONE));
    StatementMetrics taken = host.records(List.of(ONE));
    for (int record = 0; record < 30; record++) {
      int partition = record % 3;
      read.countRead(partition);
      switch (record % 5) {
        case 0 -> read.countFiltered(partition);
        case 1 -> read.countRejected(partition, RejectReason.LATE);
        case 2 -> read.countRejected(partition, RejectReason.INVALID_TIMESTAMP);
        case 3 -> taken.countLateWithoutEffect(partition);
        default -> {
          if (record >= 5 * uncounted) {
            taken.countAccepted(partition);
          }
        }
      }
    }
    source.take(1, MINUTE);
    host.take(1, MINUTE);
    read.countRead(0);
    source.completed(1);
    host.completed(1);
    return shown.sum(ONE, "balance");
  }

  @Test
  void statementsThatShareTheirFateGoOnFromWhatEachHadCounted() {
    Ledger first = ledger();
    StatementMetrics alone = first.records(List.of(ONE));
    alone.countRead(0);
    alone.countRead(5);
    ShownMetrics later = new ShownMetrics();
    Ledger second = restored(later, first.take(7, MINUTE));
    StatementMetrics both = second.records(List.of(ONE, OTHER));
    both.countRead(5);
    assertThat(later.sum(ONE, "read")).isEqualTo(3);
    assertThat(later.sum(ONE, "read", 5)).isEqualTo(2);
    assertThat(later.sum(OTHER, "read")).isEqualTo(1);
    assertThat(second.take(8, MINUTE))
        .filteredOn(each -> each.statement().equals(OTHER))
        .hasSize(1);
  }

  @Test
  void countsOfAStatementThatIsGoneAreForgotten() {
    Ledger first = ledger();
    first.records(List.of(ONE)).countRead(0);
    first.records(List.of(OTHER)).countRead(0);
    ShownMetrics later = new ShownMetrics();
    Ledger second = restored(later, first.take(7, MINUTE));
    second.records(List.of(OTHER));
    assertThat(later.sum(ONE, "balance")).isZero();
    assertThat(second.take(8, MINUTE)).extracting(StatementCount::statement).containsExactly(OTHER);
  }

  @Test
  void sumsOutliveARescalingFromOneToThreeToTwo() {
    List<StatementCount> kept = List.of();
    long records = 0;
    for (int parallelism : List.of(1, 3, 2)) {
      ShownMetrics stage = new ShownMetrics();
      List<Ledger> subtasks = new ArrayList<>();
      for (int subtask = 0; subtask < parallelism; subtask++) {
        subtasks.add(restored(stage, dealt(kept, parallelism, subtask)));
      }
      List<StatementMetrics> metrics =
          subtasks.stream().map(ledger -> ledger.records(List.of(ONE))).toList();
      assertThat(stage.sum(ONE, "balance")).as("at the restored checkpoint").isZero();
      for (int record = 0; record < 100; record++) {
        StatementMetrics own = metrics.get(record % parallelism);
        own.countRead(record % 8);
        own.countRejected(record % 8, RejectReason.values()[record % 5]);
        records++;
      }
      assertThat(stage.sum(ONE, "read")).isEqualTo(records);
      assertThat(stage.sum(ONE, "late") + stage.sum(ONE, "rejected")).isEqualTo(records);
      kept = subtasks.stream().flatMap(ledger -> ledger.take(8, MINUTE).stream()).toList();
      subtasks.forEach(ledger -> ledger.completed(8));
      assertThat(stage.sum(ONE, "balance")).isZero();
    }
  }

  /** As Flink divides a list among subtasks. */
  private static List<StatementCount> dealt(
      List<StatementCount> all, int parallelism, int subtask) {
    List<StatementCount> own = new ArrayList<>();
    for (int i = subtask; i < all.size(); i += parallelism) {
      own.add(all.get(i));
    }
    return own;
  }

  @Test
  void commandsGoOnAndEveryEighthDelayIsMeasured() {
    Ledger ledger = ledger();
    LongSupplier clock = () -> 10_000;
    CommandMetrics commands = ledger.commands(ONE, Optional.of(clock));
    for (int command = 0; command < 80; command++) {
      commands.countCommand(10_000 - command);
    }
    commands.countDecay();
    commands.countDecayCommand(10_500);
    assertThat(shown.sum(ONE, "commands")).isEqualTo(81);
    HistogramStatistics delays =
        shown.histogram(ONE, "commandDelayMillis").orElseThrow().getStatistics();
    assertThat(delays.size()).isEqualTo(10);
    assertThat(delays.getMin()).isZero();
    assertThat(delays.getMax()).isEqualTo(72);
    assertThat(delays.getMean()).isEqualTo(36.0);
    assertThat(shown.histogram(ONE, "decayDelayMillis").orElseThrow().getStatistics().getMax())
        .as("a clock that is ahead of the wall clock is no delay")
        .isZero();
    ShownMetrics later = new ShownMetrics();
    restored(later, ledger.take(7, MINUTE)).commands(ONE, Optional.empty()).countDecay();
    assertThat(later.sum(ONE, "commands")).isEqualTo(81);
    assertThat(later.sum(ONE, "decays")).isEqualTo(2);
    assertThat(later.histogram(ONE, "commandDelayMillis")).as("in a replay").isEmpty();
  }
}
