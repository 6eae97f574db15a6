package dev.recency.flink.verdict;

import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.format.Decoded;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.format.RecordDecoder;
import dev.recency.operator.ClockOptions;
import dev.recency.operator.FutureGuard;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The events of a sliding statement by key, and the clock that its source has come to. */
final class SlidingInput {
  private final Map<String, KeyEvents> keys = new TreeMap<>();
  private final Map<Integer, Long> clocks = new HashMap<>();
  private final Set<Long> times = new HashSet<>();
  private final SlidingTruth truth;
  private final Filter where;
  private final Projection key;
  private final Projection arguments;

  private SlidingInput(SlidingTruth truth) {
    Query.Sliding statement = truth.statement();
    this.truth = truth;
    where = Filter.compile(statement.id(), statement.where(), SlidingTruth.SILENT);
    key = Projection.compile(statement.id(), statement.groupBy(), SlidingTruth.SILENT);
    arguments = Projection.compile(statement.id(), truth.log().columns(), SlidingTruth.SILENT);
  }

  /**
   * Reads what the statement reads.
   *
   * @throws IllegalArgumentException if a key is in two partitions: then its order is not known
   */
  static SlidingInput of(Plan plan, SlidingTruth truth, InputRecords records) {
    SlidingInput made = new SlidingInput(truth);
    Input input = plan.inputOf(truth.statement());
    RecordDecoder decoder = Decoders.of(input);
    FutureGuard guard =
        new FutureGuard(
            ClockOptions.DEFAULT.maxFutureMillis(), input.source().timestamp().isPresent(), false);
    for (RawRecord record : records.of(InputRecords.topic(input.source()))) {
      if (decoder.decode(record) instanceof Decoded.Accepted accepted) {
        Event event = accepted.event();
        if (!guard.rejects(event.eventTimeMillis(), event.arrivalMillis(), event.arrivalMillis())) {
          made.take(event);
        }
      }
    }
    return made;
  }

  private void take(Event event) {
    long clock = clocks.merge(event.partition(), event.eventTimeMillis(), Math::max);
    times.add(event.eventTimeMillis());
    if (event.tombstone() || !where.accepts(event.row())) {
      return;
    }
    Row keyRow = key.apply(event.row());
    for (int slot = 0; slot < keyRow.size(); slot++) {
      if (keyRow.isNull(slot)) {
        return;
      }
    }
    String own = truth.key(keyRow);
    KeyEvents events = keys.computeIfAbsent(own, each -> new KeyEvents(event.partition()));
    if (events.partition() != event.partition()) {
      throw new IllegalArgumentException(
          "key [%s] is in the partitions [%d] and [%d]: GROUP BY what the topic is partitioned by"
              .formatted(own, events.partition(), event.partition()));
    }
    events.add(
        new KeyedRecord(
            keyRow,
            arguments.apply(event.row()),
            event.eventTimeMillis(),
            event.arrivalMillis(),
            clock));
  }

  /** The truth of the statement. */
  SlidingTruth truth() {
    return truth;
  }

  /** By the record key of their commands. */
  Map<String, KeyEvents> keys() {
    return keys;
  }

  /** Whether an event of the source, of whatever key, has this time: a clock can stand nowhere else. */
  boolean hasTime(long millis) {
    return times.contains(millis);
  }

  /**
   * Where the live clock ends without idle partitions.
   *
   * @throws IllegalArgumentException if partitions end at different times: then it is not known
   */
  long lastClockMillis() {
    if (clocks.values().stream().distinct().count() != 1) {
      throw new IllegalArgumentException(
          "the partitions end at " + clocks + ": end each with a record of one, largest time");
    }
    return clocks.values().iterator().next();
  }
}
