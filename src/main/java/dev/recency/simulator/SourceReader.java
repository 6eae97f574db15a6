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
import java.util.Map;
import java.util.TreeMap;

/** One input as a replay reads it: decoder, guard, clock, then every query of it in order. */
final class SourceReader {
  /** Hears of records that became no event, or no part of a value. */
  @FunctionalInterface
  interface DeadLetters {
    void rejected(RawRecord record, RejectReason reason, String message);
  }

  /** One query with its counts by source partition. */
  private record Reading(QueryRunner runner, Map<Integer, StatementCounts> counts) {
    StatementCounts of(int partition) {
      return counts.computeIfAbsent(partition, each -> new StatementCounts());
    }
  }

  private final Input input;
  private final RecordDecoder decoder;
  private final FutureGuard guard;
  private final PartitionClocks clocks;
  private final List<Reading> readings;
  private final DeadLetters deadLetters;

  SourceReader(
      Input input, List<QueryRunner> runners, ClockOptions options, DeadLetters deadLetters) {
    this.input = input;
    this.deadLetters = deadLetters;
    decoder = Decoders.of(input);
    boolean timestampColumn = input.source().timestamp().isPresent();
    guard = new FutureGuard(options.maxFutureMillis(), timestampColumn, false);
    clocks = new PartitionClocks(options, PartitionClocks.Mode.REPLAY);
    readings = runners.stream().map(each -> new Reading(each, new TreeMap<>())).toList();
  }

  Input input() {
    return input;
  }

  void read(RawRecord record) {
    readings.forEach(each -> each.of(record.partition()).countRead());
    Decoded decoded = decoder.decode(record);
    if (decoded instanceof Decoded.Rejected rejected) {
      rejectAll(record, rejected.reason(), rejected.message());
    } else if (decoded instanceof Decoded.Accepted accepted) {
      take(record, accepted.event());
    }
  }

  /** Lets the clock reach an instant without a record, as {@code --until} does. */
  void advance(long clockMillis) {
    readings.forEach(each -> each.runner().advance(clockMillis, clockMillis));
  }

  /** What became of the records of this partition in this query. */
  StatementCounts counts(String queryId, int partition) {
    return readings.stream()
        .filter(each -> each.runner().query().id().equals(queryId))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no query [" + queryId + "]"))
        .of(partition)
        .copy();
  }

  List<PartitionClock> snapshotClocks() {
    return clocks.snapshot();
  }

  void restoreClocks(List<PartitionClock> snapshot) {
    clocks.restore(snapshot, 0);
  }

  private void rejectAll(RawRecord record, RejectReason reason, String message) {
    readings.forEach(each -> each.of(record.partition()).countRejected(reason));
    deadLetters.rejected(record, reason, message);
  }

  private void take(RawRecord record, Event event) {
    long time = event.eventTimeMillis();
    if (guard.rejects(time, event.arrivalMillis(), event.arrivalMillis())) {
      rejectAll(record, RejectReason.FUTURE_TIMESTAMP, "event time is too far ahead of arrival");
      return;
    }
    long before = clocks.mergedClockBefore(time);
    clocks.record(event.partition(), time, event.arrivalMillis());
    for (Reading reading : readings) {
      QueryRunner runner = reading.runner();
      long commands = runner.commands();
      runner.advance(before, event.arrivalMillis());
      hand(record, event, reading);
      runner.advance(clocks.mergedClock(), event.arrivalMillis());
      reading.of(event.partition()).countCommands(runner.commands() - commands);
    }
  }

  private void hand(RawRecord record, Event event, Reading reading) {
    StatementCounts counts = reading.of(event.partition());
    QueryRunner.Fate fate = reading.runner().accept(event);
    if (fate instanceof QueryRunner.Fate.Rejected rejected) {
      counts.countRejected(rejected.reason());
      deadLetters.rejected(record, rejected.reason(), rejected.message());
    } else if (fate instanceof QueryRunner.Fate.Filtered) {
      counts.countFiltered();
    } else {
      counts.countAccepted();
    }
  }
}
