package dev.recency.simulator;

import dev.recency.format.Decoded;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.format.RecordDecoder;
import dev.recency.operator.ClockOptions;
import dev.recency.operator.FutureGuard;
import dev.recency.operator.PartitionClock;
import dev.recency.operator.PartitionClocks;
import dev.recency.plan.Input;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import java.util.List;

/** One input as a replay reads it: decoder, guard, clocks, then every statement of it in order. */
final class SourceReader {
  /** Who moves the clocks of the operators. */
  enum Clocks {
    /** Each record, as in a replay. */
    REPLAY,
    /** {@link #step} alone, as live, where clocks are read now and then. */
    STEPPED
  }

  private final Input input;
  private final RecordDecoder decoder;
  private final FutureGuard guard;
  private final PartitionClocks clocks;
  private final Clocks mode;
  private final List<Runner> runners;
  private final Output output;
  private long nowMillis = Long.MIN_VALUE;

  SourceReader(
      Input input, List<Runner> runners, ClockOptions options, Clocks mode, Output output) {
    this.input = input;
    this.output = output;
    this.mode = mode;
    this.runners = List.copyOf(runners);
    decoder = Decoders.of(input);
    boolean timestampColumn = input.source().timestamp().isPresent();
    guard = new FutureGuard(options.maxFutureMillis(), timestampColumn, false);
    clocks = new PartitionClocks(options, PartitionClocks.Mode.REPLAY);
  }

  Input input() {
    return input;
  }

  /** The data clock waits for a record of this partition. */
  void assign(int partition) {
    clocks.assigned(partition, 0);
    runners.forEach(each -> each.assign(partition));
  }

  void read(RawRecord record) {
    runners.forEach(each -> each.tally().read(record.partition()));
    Decoded decoded = decoder.decode(record);
    if (decoded instanceof Decoded.Rejected rejected) {
      rejectAll(record, rejected.reason(), rejected.message());
    } else if (decoded instanceof Decoded.Accepted accepted) {
      take(record, accepted.event());
    }
  }

  /** Lets the live clock reach an instant without a record, as {@code --until} does. */
  void advance(long clockMillis) {
    for (Runner runner : runners) {
      if (!runner.onDataClock()) {
        runner.advance(clockMillis, clockMillis);
      }
    }
  }

  /** Lets the clock of every operator reach an instant. */
  void step(long clockMillis) {
    nowMillis = Math.max(nowMillis, clockMillis);
    runners.forEach(each -> each.advance(clockMillis, nowMillis));
  }

  /** No further record comes: the data clock waits for none. */
  void end() {
    clocks.allEnded(nowMillis);
    for (Runner runner : runners) {
      runner.end(nowMillis);
      if (runner.onDataClock()) {
        runner.advance(clocks.dataClock(nowMillis), nowMillis);
      }
    }
  }

  List<PartitionClock> snapshotClocks() {
    return clocks.snapshot();
  }

  /** The data clock waits for the partitions that the snapshot knows. */
  void restoreClocks(List<PartitionClock> snapshot) {
    clocks.restore(snapshot, 0);
    snapshot.forEach(each -> assign(each.partition()));
  }

  private void rejectAll(RawRecord record, RejectReason reason, String message) {
    runners.forEach(each -> each.tally().rejected(reason));
    output.deadLetter(record, reason, message);
  }

  private void take(RawRecord record, Event event) {
    long time = event.eventTimeMillis();
    long arrival = event.arrivalMillis();
    if (guard.rejects(time, arrival, arrival)) {
      rejectAll(record, RejectReason.FUTURE_TIMESTAMP, "event time is too far ahead of arrival");
      return;
    }
    nowMillis = Math.max(nowMillis, arrival);
    long mergedBefore = clocks.mergedClockBefore(time);
    long partitionBefore = clocks.partitionClock(event.partition());
    clocks.record(event.partition(), time, arrival);
    for (Runner runner : runners) {
      if (mode == Clocks.REPLAY && !runner.onDataClock()) {
        runner.advance(mergedBefore, arrival);
      }
      runner.take(record, event, partitionBefore);
      if (mode == Clocks.REPLAY) {
        runner.advance(
            runner.onDataClock() ? clocks.dataClock(arrival) : clocks.mergedClock(), arrival);
      }
    }
  }
}
