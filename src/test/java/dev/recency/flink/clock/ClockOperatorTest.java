package dev.recency.flink.clock;

import static dev.recency.flink.clock.ClockFixture.AT_END;
import static dev.recency.flink.clock.ClockFixture.OPTIONS;
import static dev.recency.flink.clock.ClockFixture.START;
import static dev.recency.flink.clock.ClockFixture.assigned;
import static dev.recency.flink.clock.ClockFixture.clocks;
import static dev.recency.flink.clock.ClockFixture.data;
import static dev.recency.flink.clock.ClockFixture.event;
import static dev.recency.flink.clock.ClockFixture.live;
import static dev.recency.flink.clock.ClockFixture.open;
import static dev.recency.flink.clock.ClockFixture.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.source.SourceElement;
import dev.recency.operator.PartitionClocks;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ClockOperatorTest {
  @BeforeEach
  void nothingIsReadToItsEnd() {
    AT_END.clear();
  }

  @Test
  void theClockIsTheSlowestPartitionAndIsReadEveryInterval() throws Exception {
    try (var clock = open(live(live()), null)) {
      clock.processElement(assigned(0, 1));
      clock.processElement(event(0, 5_000));
      clock.setProcessingTime(START + 200);
      assertThat(clocks(clock)).isEmpty();
      clock.processElement(event(1, 3_000));
      clock.processElement(event(1, 4_000));
      assertThat(clocks(clock)).isEmpty();
      clock.setProcessingTime(START + 400);
      assertThat(clocks(clock)).containsExactly(4_000L);
    }
  }

  @Test
  void silenceCountsAsNowMinusTheMarginOnceThePartitionIsReadToItsEnd() throws Exception {
    try (var clock = open(live(live()), null)) {
      clock.processElement(assigned(0));
      clock.processElement(event(0, 5_000));
      clock.setProcessingTime(START + 31_000);
      assertThat(clocks(clock)).containsExactly(5_000L);
      AT_END.add(0);
      clock.setProcessingTime(START + 31_200);
      assertThat(clocks(clock)).containsExactly(START + 30_200);
    }
  }

  @Test
  void theDataClockDoesNotFollowSilence() throws Exception {
    try (var clock = open(data(live()), null)) {
      clock.processElement(assigned(0, 1));
      clock.processElement(event(0, 5_000));
      AT_END.addAll(List.of(0, 1));
      clock.setProcessingTime(START + 60_000);
      assertThat(clocks(clock)).as("partition 1 holds no record").containsExactly(5_000L);
      clock.setProcessingTime(START + 90_000);
      assertThat(clocks(clock)).isEmpty();
    }
  }

  @Test
  void theDataClockGivesEachElementTheClockOfItsOwnPartitionBeforeIt() throws Exception {
    try (var clock = open(data(live()), null)) {
      clock.processElement(assigned(0, 1));
      clock.processElement(event(0, 5_000));
      clock.processElement(event(1, 7_000));
      clock.processElement(event(0, 4_000));
      List<Long> before = new ArrayList<>();
      for (StreamRecord<?> output : clock.getRecordOutput()) {
        before.add(((SourceElement.Read) output.getValue()).partitionClockMillis());
      }
      assertThat(before).containsExactly(PartitionClocks.NONE, PartitionClocks.NONE, 5_000L);
    }
  }

  @Test
  void thePartitionThatWasLeftOutStartsAtTheDataClock() throws Exception {
    try (var clock = open(data(live()), null)) {
      clock.processElement(assigned(0, 1));
      AT_END.add(1);
      clock.setProcessingTime(START + 31_000);
      clock.processElement(event(0, 5_000));
      clock.processElement(event(1, 3_000));
      clock.processElement(event(1, 3_000));
      List<Long> before = new ArrayList<>();
      for (StreamRecord<?> output : clock.getRecordOutput()) {
        before.add(((SourceElement.Read) output.getValue()).partitionClockMillis());
      }
      assertThat(before).containsExactly(PartitionClocks.NONE, 5_000L, 3_000L);
    }
  }

  @Test
  void rejectedRecordsPassAndMoveNoClock() throws Exception {
    try (var clock = open(live(live()), null)) {
      clock.processElement(assigned(0));
      clock.processElement(rejected(0));
      assertThat(clock.getRecordOutput()).hasSize(1);
      clock.setProcessingTime(START + 200);
      assertThat(clocks(clock)).isEmpty();
    }
  }

  @Test
  void aReaderWithoutPartitionsHoldsNobodyBackSoonAfterTheStart() throws Exception {
    try (var clock = open(live(live()), null)) {
      clock.setProcessingTime(START + 4_800);
      assertThat(clocks(clock)).isEmpty();
      clock.setProcessingTime(START + 5_000);
      assertThat(clocks(clock)).containsExactly(-1L);
      clock.processElement(assigned(0));
      assertThat(clocks(clock)).as("before its first record").containsExactly(-2L);
      clock.processElement(event(0, 5_000));
      clock.setProcessingTime(START + 5_200);
      assertThat(clocks(clock)).containsExactly(5_000L);
    }
  }

  @Test
  void aPartitionHoldsTheClockBackForTheWholeTimeout() throws Exception {
    try (var clock = open(live(live()), null)) {
      clock.processElement(assigned(0));
      AT_END.add(0);
      clock.setProcessingTime(START + 29_800);
      assertThat(clocks(clock)).isEmpty();
      clock.setProcessingTime(START + 30_000);
      assertThat(clocks(clock)).containsExactly(START + 29_000);
    }
  }

  @Test
  void everyPartitionGoesOnAtItsOwnClockWhereverItLands() throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[2];
    for (int subtask = 0; subtask < 2; subtask++) {
      try (var clock = open(live(live()), 2, subtask, null)) {
        clock.processElement(assigned(subtask));
        clock.processElement(event(subtask, 5_000 + subtask));
        states[subtask] = clock.snapshot(1, 1);
      }
    }
    OperatorSubtaskState merged = AbstractStreamOperatorTestHarness.repackageState(states);
    for (int subtask = 0; subtask < 3; subtask++) {
      OperatorSubtaskState own =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(merged, 8, 2, 3, subtask);
      try (var clock = open(live(live()), 3, subtask, own)) {
        clock.setProcessingTime(START + 200);
        assertThat(clocks(clock)).as("before its partitions are known").isEmpty();
        clock.processElement(assigned(subtask == 2 ? 1 : 0));
        clock.setProcessingTime(START + 400);
        assertThat(clocks(clock)).containsExactly(subtask == 2 ? 5_001L : 5_000L);
      }
    }
  }

  @Test
  void inAReplayEveryInstantBeforeAnEventComesBeforeIt() throws Exception {
    Clocking replay = Clocking.replay("topic", OPTIONS, OptionalLong.empty());
    try (var clock = open(live(replay), null)) {
      clock.processElement(assigned(0, 1));
      clock.processElement(event(0, 5_000, 9_000));
      clock.processElement(event(1, 4_000, 9_001));
      clock.processElement(event(1, 6_000, 9_002));
      List<String> outputs = new ArrayList<>();
      for (Object output : clock.getOutput()) {
        outputs.add(
            output instanceof Watermark mark ? "C=" + (mark.getTimestamp() + 1) : "element");
      }
      assertThat(outputs)
          .containsExactly("C=4999", "element", "C=5000", "element", "C=5999", "element", "C=6000");
    }
  }

  @Test
  void aReplayEndsAtTheLargestEventTimeOrAtUntil() throws Exception {
    for (OptionalLong until : List.of(OptionalLong.empty(), OptionalLong.of(8_000))) {
      try (var clock = open(live(Clocking.replay("topic", OPTIONS, until)), null)) {
        clock.processElement(event(0, 5_000));
        clocks(clock);
        clock.processWatermark(Watermark.MAX_WATERMARK);
        clock.endInput();
        if (until.isPresent()) {
          assertThat(clocks(clock)).containsExactly(8_000L);
        } else {
          assertThat(clocks(clock)).as("Flink's last watermark is dropped").isEmpty();
        }
      }
    }
  }

  @Test
  void inAReplayNothingIsIdle() throws Exception {
    try (var clock = open(live(Clocking.replay("topic", OPTIONS, OptionalLong.empty())), null)) {
      clock.processElement(assigned(0, 1));
      clock.processElement(event(0, 5_000));
      clocks(clock);
      AT_END.addAll(List.of(0, 1));
      clock.setProcessingTime(START + 100_000);
      assertThat(clocks(clock)).isEmpty();
    }
  }
}
