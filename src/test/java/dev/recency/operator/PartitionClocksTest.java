package dev.recency.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.operator.PartitionClocks.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers are those of the invariants of {@link PartitionClocks}. */
class PartitionClocksTest {
  private static final ClockOptions OPTIONS = new ClockOptions(30_000, 1_000, 200, 60_000);

  private final PartitionClocks live = new PartitionClocks(OPTIONS, Mode.LIVE);
  private final PartitionClocks replay = new PartitionClocks(OPTIONS, Mode.REPLAY);

  @Test
  void invariant1ClocksStayWhenAnOlderPartitionIsAdded() {
    live.record(0, 5_000, 100);
    assertThat(live.dataClock(100)).isEqualTo(5_000);
    assertThat(live.liveClock(100)).isEqualTo(5_000);
    live.record(1, 2_000, 101);
    assertThat(live.dataClock(101)).isEqualTo(5_000);
    assertThat(live.liveClock(101)).isEqualTo(5_000);
    assertThat(live.partitionClock(1)).isEqualTo(2_000);
  }

  @Test
  void invariant1AnOlderEventDoesNotTurnAPartitionBack() {
    live.record(0, 5_000, 100);
    live.record(0, 4_000, 101);
    assertThat(live.partitionClock(0)).isEqualTo(5_000);
  }

  @Test
  void invariant2IdleAndEndedPartitionsHoldTheDataClock() {
    live.record(0, 1_000, 0);
    live.readToEnd(0, true);
    live.record(1, 9_000, 0);
    live.ended(0, 0);
    assertThat(live.dataClock(1_000_000)).isEqualTo(1_000);
  }

  @Test
  void invariant2LiveAPartitionWithoutARecordIsLeftOutOnlyWhenIdleAtItsEnd() {
    live.assigned(0, 0);
    live.assigned(1, 0);
    live.record(0, 9_000, 10);
    assertThat(live.dataClock(30_000)).isEqualTo(PartitionClocks.NONE);
    live.readToEnd(1, true);
    assertThat(live.dataClock(29_999)).isEqualTo(PartitionClocks.NONE);
    assertThat(live.dataClock(30_000)).isEqualTo(9_000);
  }

  @Test
  void invariant2InAReplayAnEmptyPartitionIsLeftOutAtOnce() {
    replay.assigned(0, 0);
    replay.assigned(1, 0);
    replay.record(0, 9_000, 10);
    assertThat(replay.dataClock(10)).isEqualTo(PartitionClocks.NONE);
    replay.ended(1, 10);
    assertThat(replay.dataClock(10)).isEqualTo(9_000);
  }

  @Test
  void invariant2AReaderOfEmptyPartitionsIsIdle() {
    assertThat(replay.dataClockIdle(0)).isTrue();
    replay.assigned(0, 0);
    assertThat(replay.dataClockIdle(0)).isFalse();
    replay.readToEnd(0, true);
    assertThat(replay.dataClockIdle(0)).isTrue();
    replay.record(0, 1, 0);
    assertThat(replay.dataClockIdle(0)).isFalse();
  }

  @Test
  void invariant3ASilentPartitionReachesNowMinusTheMargin() {
    live.record(0, 1_000, 1_000);
    live.record(1, 500_000, 500_000);
    assertThat(live.liveClock(500_000)).isEqualTo(1_000);
    live.readToEnd(0, true);
    assertThat(live.liveClock(500_000)).isEqualTo(499_000);
    live.readToEnd(1, true);
    assertThat(live.liveClock(530_000)).isEqualTo(529_000);
  }

  @Test
  void invariant3ABacklogIsNotSilence() {
    live.record(0, 1_000, 1_000);
    live.readToEnd(0, false);
    assertThat(live.liveClock(900_000)).isEqualTo(1_000);
  }

  @Test
  void invariant3APartitionThatResumesWithABacklogKeepsTheClock() {
    live.record(0, 1_000, 1_000);
    live.readToEnd(0, true);
    assertThat(live.liveClock(100_000)).isEqualTo(99_000);
    live.record(0, 2_000, 100_001);
    assertThat(live.liveClock(100_001)).isEqualTo(99_000);
    assertThat(live.dataClock(100_001)).isEqualTo(2_000);
  }

  @Test
  void invariant3NothingIsSilentInAReplay() {
    replay.record(0, 1_000, 1_000);
    replay.readToEnd(0, true);
    assertThat(replay.liveClock(900_000)).isEqualTo(1_000);
  }

  @Test
  void invariant4InAReplayEveryInstantBeforeARecordIsReachedBeforeIt() {
    assertThat(replay.mergedClockBefore(0)).isEqualTo(-1);
    replay.record(0, 1_000, 1);
    assertThat(replay.mergedClockBefore(1_000)).isEqualTo(1_000);
    assertThat(replay.mergedClockBefore(1_001)).isEqualTo(1_000);
    assertThat(replay.mergedClockBefore(5_000)).isEqualTo(4_999);
    replay.record(1, 500, 2);
    assertThat(replay.mergedClock()).isEqualTo(1_000);
  }

  @Test
  void invariant5ASnapshotIsAdoptedUnderAnotherAssignment() {
    PartitionClocks first = new PartitionClocks(OPTIONS, Mode.LIVE);
    PartitionClocks second = new PartitionClocks(OPTIONS, Mode.LIVE);
    first.record(0, 7_000, 7_000);
    second.record(1, 3_000, 7_000);
    List<PartitionClock> union =
        List.of(first.snapshot().get(0), second.snapshot().get(0), first.snapshot().get(0));
    live.restore(union, 8_000);
    assertThat(live.snapshot()).containsExactly(union.get(0), union.get(1));
    live.assigned(1, 8_000);
    assertThat(live.liveClock(8_000)).isEqualTo(3_000);
    live.assigned(0, 8_000);
    assertThat(live.partitionClock(0)).isEqualTo(7_000);
  }

  @Test
  void invariant5AnEndedPartitionIsNotForgottenByARestore() {
    replay.record(0, 4_000, 1);
    replay.ended(0, 1);
    PartitionClocks after = new PartitionClocks(OPTIONS, Mode.REPLAY);
    after.restore(replay.snapshot(), 2);
    after.record(1, 9_000, 2);
    assertThat(after.dataClock(2)).isEqualTo(4_000);
    assertThat(after.mergedClock()).isEqualTo(9_000);
  }

  @Test
  void refusesToRestoreWhenPartitionsAreAssigned() {
    live.assigned(0, 0);
    assertThatThrownBy(() -> live.restore(List.of(), 0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theGuardAcceptsExactlyTheLimitAndRejectsOneMillisecondMore() {
    FutureGuard column = new FutureGuard(60_000, true, false);
    assertThat(column.rejects(160_000, 100_000, 0)).isFalse();
    assertThat(column.rejects(160_001, 100_000, 0)).isTrue();
    assertThat(column.rejects(Long.MAX_VALUE, -1, 0)).isTrue();
    assertThat(column.rejects(Long.MAX_VALUE, Long.MAX_VALUE, 0)).isFalse();
  }

  @Test
  void theGuardAsksTheWallClockOnlyWhenLive() {
    assertThat(new FutureGuard(60_000, false, true).rejects(60_001, 60_001, 0)).isTrue();
    assertThat(new FutureGuard(60_000, false, false).rejects(60_001, 0, 0)).isFalse();
  }

  @Test
  void optionsNameTheOptionThatIsWrong() {
    assertThatThrownBy(() -> new ClockOptions(-1, 0, 1, 0))
        .hasMessage("clock.idle-timeout [-1 ms] must not be negative");
    assertThatThrownBy(() -> new ClockOptions(0, 0, 0, 0))
        .hasMessage("clock.interval [0 ms] must be at least 1 ms");
  }
}
