package dev.recency.accuracy.event;

import dev.recency.accuracy.column.IntColumn;
import dev.recency.accuracy.column.LongColumn;
import dev.recency.expression.ErrorListener;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.format.Decoded;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.format.RecordDecoder;
import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.SharedLog;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Decodes, filters and keys the records of one log as its operator would. Use once. */
public final class EventReader {
  /** A replay merges the partitions: their largest event time is the clock. */
  private static final int MERGED = 0;

  private static final ErrorListener SILENT = (statement, kind, message) -> {};

  final List<String> entities = new ArrayList<>();
  final Map<String, Integer> numbers = new HashMap<>();
  final IntColumn entityOf = new IntColumn();
  final LongColumn times = new LongColumn();
  final LongColumn arrivals = new LongColumn();
  final LongColumn clocksBefore = new LongColumn();
  final LongColumn sourceClocksBefore = new LongColumn();
  final ArgumentColumns arguments;
  final Timeline.Builder sourceClock = new Timeline.Builder();
  final Timeline.Builder rowClock = new Timeline.Builder();

  private final String topic;
  private final RecordDecoder decoder;
  private final Filter filter;
  private final Projection key;
  private final Projection argumentProjection;
  private final List<SqlType> keyTypes;
  private final int[] keySlots;
  private final long maxFutureMillis;
  private final boolean timestampColumn;
  private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
  private long[] newestArrival = new long[0];
  private long read;
  private long filtered;
  private long late;
  private long ahead;

  private EventReader(Plan plan, SharedLog log, long maxFutureMillis) {
    Query.Sliding first = log.statements().get(0);
    Input input = plan.inputOf(first);
    topic = input.source().serialization().topic();
    decoder = Decoders.of(input);
    timestampColumn = input.source().timestamp().isPresent();
    filter = Filter.compile(first.id(), first.where(), SILENT);
    key = Projection.compile(first.id(), first.groupBy(), SILENT);
    argumentProjection = Projection.compile(first.id(), log.columns(), SILENT);
    keyTypes = first.groupBy().stream().map(TypedExpression::type).toList();
    keySlots = IntStream.range(0, keyTypes.size()).toArray();
    arguments = new ArgumentColumns(log.columns().stream().map(TypedExpression::type).toList());
    this.maxFutureMillis = maxFutureMillis;
  }

  /**
   * The events of one log.
   *
   * @param records of any topics, in the order of arrival; others than the source's are passed over
   * @param maxFutureMillis how far the event time of a TIMESTAMP column may be ahead of the arrival
   */
  public static EventTable read(
      Plan plan, SharedLog log, Iterable<RawRecord> records, long maxFutureMillis) {
    EventReader reader = new EventReader(plan, log, maxFutureMillis);
    for (RawRecord record : records) {
      if (record.topic().equals(reader.topic)) {
        reader.take(record);
      }
    }
    return new EventTable(reader);
  }

  private void take(RawRecord record) {
    read++;
    Decoded decoded = decoder.decode(record);
    if (decoded instanceof Decoded.Rejected refusal) {
      reject(refusal.reason());
      return;
    }
    Event event = ((Decoded.Accepted) decoded).event();
    if (timestampColumn && event.eventTimeMillis() - maxFutureMillis > event.arrivalMillis()) {
      reject(RejectReason.FUTURE_TIMESTAMP);
      return;
    }
    long sourceClockBefore = sourceClock.clock();
    sourceClock.add(MERGED, event.eventTimeMillis(), event.arrivalMillis());
    if (event.tombstone() || !filter.accepts(event.row())) {
      filtered++;
      return;
    }
    Row keyRow = key.apply(event.row());
    if (IntStream.of(keySlots).anyMatch(keyRow::isNull)) {
      reject(RejectReason.NULL_KEY);
      return;
    }
    add(event, EntityText.of(keyRow, keyTypes, keySlots), sourceClockBefore);
  }

  private void reject(RejectReason reason) {
    rejected.merge(reason, 1L, Long::sum);
  }

  private void add(Event event, String name, long sourceClockBefore) {
    int entity = numbers.computeIfAbsent(name, each -> register(name));
    long clockBefore = rowClock.partitionClock(event.partition());
    newestArrival[entity] = Math.max(newestArrival[entity], event.arrivalMillis());
    late += event.eventTimeMillis() < clockBefore ? 1 : 0;
    ahead += event.eventTimeMillis() > event.arrivalMillis() ? 1 : 0;
    entityOf.add(entity);
    times.add(event.eventTimeMillis());
    arrivals.add(newestArrival[entity]);
    clocksBefore.add(clockBefore);
    sourceClocksBefore.add(sourceClockBefore);
    arguments.add(argumentProjection.apply(event.row()));
    rowClock.add(event.partition(), event.eventTimeMillis(), event.arrivalMillis());
  }

  private int register(String name) {
    int entity = entities.size();
    entities.add(name);
    if (entity == newestArrival.length) {
      newestArrival = Arrays.copyOf(newestArrival, Math.max(16, entity * 2));
    }
    newestArrival[entity] = Long.MIN_VALUE;
    return entity;
  }

  DataQuality quality() {
    return new DataQuality(read, times.size(), late, ahead, filtered, rejected);
  }
}
