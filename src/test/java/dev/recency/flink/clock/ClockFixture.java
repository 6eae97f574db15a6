package dev.recency.flink.clock;

import dev.recency.flink.source.SourceElement;
import dev.recency.flink.source.SourceElementSerializer;
import dev.recency.format.Decoded;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import dev.recency.plan.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** Clock operators in Flink's harness, and elements for them. */
final class ClockFixture {
  static final ClockOptions OPTIONS = new ClockOptions(30_000, 1_000, 200, 60_000);
  static final long START = 1_000_000;

  /** Partitions that are read to their end; static because operators are serialized. */
  static final Set<Integer> AT_END = new ConcurrentSkipListSet<>();

  static LiveClockOperator live(Clocking clocking) {
    return new LiveClockOperator(clocking, (reader, partition) -> AT_END.contains(partition));
  }

  static DataClockOperator data(Clocking clocking) {
    return new DataClockOperator(clocking, (reader, partition) -> AT_END.contains(partition));
  }

  static Clocking live() {
    return Clocking.live("topic", OPTIONS);
  }

  static OneInputStreamOperatorTestHarness<SourceElement, SourceElement> open(
      ClockOperator<SourceElement> operator, @Nullable OperatorSubtaskState state)
      throws Exception {
    return open(operator, 1, 0, state);
  }

  static OneInputStreamOperatorTestHarness<SourceElement, SourceElement> open(
      ClockOperator<SourceElement> operator,
      int parallelism,
      int subtask,
      @Nullable OperatorSubtaskState state)
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

  static StreamRecord<SourceElement> assigned(Integer... partitions) {
    return new StreamRecord<>(new SourceElement.Assigned("reader", List.of(partitions)));
  }

  static RawRecord raw(int partition, long arrivalMillis) {
    return new RawRecord("topic", partition, 0, arrivalMillis, null, null, List.of());
  }

  static StreamRecord<SourceElement> event(int partition, long eventTimeMillis) {
    return event(partition, eventTimeMillis, eventTimeMillis);
  }

  static StreamRecord<SourceElement> event(
      int partition, long eventTimeMillis, long arrivalMillis) {
    Row row = Row.of(List.of(), List.of());
    Event event = new Event(row, false, eventTimeMillis, arrivalMillis, partition, 0);
    return new StreamRecord<>(
        new SourceElement.Read(
            raw(partition, arrivalMillis), List.of(new Decoded.Accepted(event))));
  }

  static StreamRecord<SourceElement> rejected(int partition) {
    return new StreamRecord<>(
        new SourceElement.Read(
            raw(partition, START),
            List.of(new Decoded.Rejected(RejectReason.MALFORMED_VALUE, "broken"))));
  }

  /** Clocks, not watermarks; "idle" and "active" are -1 and -2; elements are left out. */
  static List<Long> clocks(
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

  private ClockFixture() {}
}
