package dev.recency.flink.keyed;

import dev.recency.command.CommandRecord;
import dev.recency.expression.ErrorListener;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.expression.Surroundings;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.RowCodec;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.flink.statement.StatementMetrics;
import dev.recency.flink.statement.TaskSurroundings;
import dev.recency.format.Decoded;
import dev.recency.format.RawRecord;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import dev.recency.plan.row.Row;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * WHERE, GROUP BY and lateness of the statements of one {@link KeyedGroup}: an event in, at most one
 * keyed record out. Counts what becomes of records. Not thread-safe.
 */
final class Keying {
  private final KeyedGroup group;
  private final Filter filter;
  private final Projection key;
  private final Projection arguments;
  private final RowCodec keys;
  private final RowCodec argumentRows;
  private final StatementMetrics metrics;
  private final DeadLetters letters;
  private final Consumer<CommandRecord> rejected;

  /**
   * @param rejected takes the letters of records without a key and of late ones
   */
  Keying(
      KeyedGroup group,
      ErrorListener errors,
      StatementMetrics metrics,
      DeadLetters letters,
      Consumer<CommandRecord> rejected) {
    Surroundings surroundings = TaskSurroundings.create();
    String id = group.any().id();
    this.group = group;
    filter = Filter.compile(id, group.any().where(), errors, surroundings);
    key = Projection.compile(id, group.any().groupBy(), errors, surroundings);
    arguments = Projection.compile(id, group.columns(), errors, surroundings);
    keys = new RowCodec(PlannedQuery.types(group.any().groupBy()));
    argumentRows = new RowCodec(PlannedQuery.types(group.columns()));
    this.metrics = metrics;
    this.letters = letters;
    this.rejected = rejected;
  }

  /**
   * The keyed record of an element, or null if it has none.
   *
   * @param input which of the element's decoded events is read
   * @param clock the clock of the partition of an event that passed WHERE and has a key, by which it
   *     is late or not
   */
  @Nullable KeyedElement of(SourceElement.Read read, int input, ToLongFunction<Event> clock) {
    int partition = read.raw().partition();
    metrics.countRead(partition);
    Decoded decoded = read.decoded().get(input);
    if (decoded instanceof Decoded.Rejected reject) {
      metrics.countRejected(partition, reject.reason());
      return null;
    }
    return of(read.raw(), ((Decoded.Accepted) decoded).event(), clock);
  }

  private @Nullable KeyedElement of(RawRecord raw, Event event, ToLongFunction<Event> clock) {
    if (event.tombstone() || !filter.accepts(event.row())) {
      metrics.countFiltered(event.partition());
      return null;
    }
    Row keyRow = key.apply(event.row());
    for (int slot = 0; slot < keyRow.size(); slot++) {
      if (keyRow.isNull(slot)) {
        String message = "GROUP BY value [%d] of [%s] is NULL".formatted(slot + 1, group.name());
        return reject(raw, RejectReason.NULL_KEY, message);
      }
    }
    long clockMillis = clock.applyAsLong(event);
    if (group.late(event.eventTimeMillis(), clockMillis)) {
      String message =
          "event time [%d] is more than the grace period before the clock [%d] of its partition, in [%s]"
              .formatted(event.eventTimeMillis(), clockMillis, group.name());
      return reject(raw, RejectReason.LATE, message);
    }
    return new KeyedElement(
        new EncodedKey(keys.encode(keyRow)),
        argumentRows.encode(arguments.apply(event.row())),
        event.eventTimeMillis(),
        event.arrivalMillis(),
        event.partition(),
        clockMillis);
  }

  private @Nullable KeyedElement reject(RawRecord raw, RejectReason reason, String message) {
    metrics.countRejected(raw.partition(), reason);
    rejected.accept(letters.of(raw, reason, message));
    return null;
  }
}
