package dev.recency.flink.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.source.SourceElement;
import dev.recency.flink.source.SourceElementSerializer;
import dev.recency.format.Decoded;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.operator.PartitionClocks;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import dev.recency.plan.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ClockOperatorTest {
  private static final ClockOptions OPTIONS = new ClockOptions(30_000, 1_000, 200, 60_000);
  private static final long START = 1_000_000;

  /** Partitions that are read to their end; static because operators are serialized. */
  private static final Set<Integer> AT_END = new ConcurrentSkipListSet<>();

  @BeforeEach
  void nothingIsReadToItsEnd() {
    AT_END.clear();
  }

  private static LiveClockOperator live(Clocking clocking) {
    return new LiveClockOperator(clocking, (reader, partition) -> AT_END.contains(partition));
  }

  private static DataClockOperator data(Clocking clocking) {
    return new DataClockOperator(clocking, (reader, partition) -> AT_END.contains(partition));
  }

  private static Clocking live() {
    return Clocking.live("topic", OPTIONS);
  }

  private static OneInputStreamOperatorTestHarness<SourceElement, SourceElement> open(
      ClockOperator operator, @Nullable OperatorSubtaskState state) throws Exception {
    return open(operator, 1, 0, state);
  }

  private static OneInputStreamOperatorTestHarness<SourceElement, SourceElement> open(
      ClockOperator operator, int parallelism, int subtask, @Nullable OperatorSubtaskState state)
      throws Exception {
    OneInputStreamOperatorTestHarness<SourceElement, SourceElement> harness =
        new OneInputStreamOperatorTestHarness<>(operator, 8, parallelism, subtask);
    harness.setProcessingTime(START);
    harness.setup(SourceElementSerializer.INSTANCE);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static StreamRecord<SourceElement> assigned(Integer... partitions) {
    return new StreamRecord<>(new SourceElement.Assigned("reader", List.of(partitions)));
  }

  private static RawRecord raw(int partition, long arrivalMillis) {
    return new RawRecord("topic", partition, 0, arrivalMillis, null, null, List.of());
  }

  private static StreamRecord<SourceElement> event(int partition, long eventTimeMillis) {
    return event(partition, eventTimeMillis, eventTimeMillis);
  }

  private static StreamRecord<SourceElement> event(
      int partition, long eventTimeMillis, long arrivalMillis) {
    Row row = Row.of(List.of(), List.of());
    Event event = new Event(row, false, eventTimeMillis, arrivalMillis, partition, 0);
    return new StreamRecord<>(
        new SourceElement.Read(
            raw(partition, arrivalMillis), List.of(new Decoded.Accepted(event))));
  }

  private static StreamRecord<SourceElement> rejected(int partition) {
    return new StreamRecord<>(
        new SourceElement.Read(
            raw(partition, START),
            List.of(new Decoded.Rejected(RejectReason.MALFORMED_VALUE, "broken"))));
  }

  /** Clocks, not watermarks; "idle" and "active" are -1 and -2; elements are left out. */
  private static List<Long> clocks(
      OneInputStreamOperatorTestHarness<SourceElement, SourceElement> harness) {
    List<Long> clocks = new ArrayList<>();
    for (Object output : harness.getOutput()) {
      if (output instanceof Watermark mark) {
        clocks.add(mark.getTimestamp() + 1);
      } else if (output instanceof WatermarkStatus status) {
        clocks.add(status.isIdle() ? -1L : -2L);
      }
    }
    harness.getOutput().clear();
    return clocks;
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
  void aReaderWithoutPartitionsHoldsNobodyBackAfterTheTimeout() throws Exception {
    try (var clock = open(live(live()), null)) {
      clock.setProcessingTime(START + 29_800);
      assertThat(clocks(clock)).isEmpty();
      clock.setProcessingTime(START + 30_000);
      assertThat(clocks(clock)).containsExactly(-1L);
      clock.processElement(event(0, 5_000));
      clock.setProcessingTime(START + 30_200);
      assertThat(clocks(clock)).containsExactly(-2L, 5_000L);
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
