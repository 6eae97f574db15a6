package dev.recency.ksqldb.streams;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.RowArguments;
import dev.recency.plan.row.Row;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * What the store holds per key and window: the GROUP BY values, once there is an event, and the
 * accumulators. Never changed, because Kafka Streams still compares the old value with the new one.
 */
final class Totals {
  private final @Nullable Row key;
  private final List<Object> accumulators;

  private Totals(@Nullable Row key, List<Object> accumulators) {
    this.key = key;
    this.accumulators = accumulators;
  }

  /** Totals of no event. */
  static Totals empty(List<Aggregate<Object>> aggregates) {
    return new Totals(null, aggregates.stream().map(Aggregate::create).toList());
  }

  /** These totals and one event more. */
  Totals with(GroupedRow row, List<Aggregate<Object>> aggregates) {
    Totals sum = empty(aggregates).plus(this, row.key(), aggregates);
    RowArguments arguments = new RowArguments(row.arguments(), row.position());
    for (int i = 0; i < aggregates.size(); i++) {
      aggregates.get(i).add(sum.accumulators.get(i), arguments);
    }
    return sum;
  }

  /** These totals and those of another session of the same key. */
  Totals with(Totals other, List<Aggregate<Object>> aggregates) {
    Row either = key == null ? other.key : key;
    return empty(aggregates).plus(this, either, aggregates).plus(other, either, aggregates);
  }

  /** Adds to totals that nobody else has seen yet. */
  private Totals plus(Totals other, @Nullable Row newKey, List<Aggregate<Object>> aggregates) {
    for (int i = 0; i < aggregates.size(); i++) {
      aggregates.get(i).combine(accumulators.get(i), other.accumulators.get(i));
    }
    return new Totals(newKey, accumulators);
  }

  /** The GROUP BY values; there is an event. */
  Row key() {
    Row present = key;
    if (present == null) {
      throw new IllegalStateException("no event has been added");
    }
    return present;
  }

  /** Whether there is an event: Kafka Streams takes totals of none for the old value of the first. */
  boolean hasEvent() {
    return key != null;
  }

  /** Puts the values of the aggregates into a row, the first into this slot. */
  void write(Row.Builder row, int firstSlot, List<Aggregate<Object>> aggregates) {
    for (int i = 0; i < aggregates.size(); i++) {
      aggregates.get(i).lower(accumulators.get(i), row, firstSlot + i);
    }
  }

  /** How the store keeps it. */
  static Serde<Totals> serde(RowBytes keys, List<Aggregate<Object>> aggregates) {
    return Serdes.serdeFrom(
        (topic, totals) -> totals == null ? null : totals.bytes(keys, aggregates),
        (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes), keys, aggregates));
  }

  private byte[] bytes(RowBytes keys, List<Aggregate<Object>> aggregates) {
    int size = keys.sizeBytes(key());
    for (int i = 0; i < aggregates.size(); i++) {
      size += Integer.BYTES + aggregates.get(i).sizeBytes(accumulators.get(i));
    }
    ByteBuffer target = ByteBuffer.allocate(size);
    keys.write(key(), target);
    for (int i = 0; i < aggregates.size(); i++) {
      target.putInt(aggregates.get(i).sizeBytes(accumulators.get(i)));
      aggregates.get(i).write(accumulators.get(i), target);
    }
    return target.array();
  }

  private static Totals read(ByteBuffer source, RowBytes keys, List<Aggregate<Object>> aggregates) {
    Row key = keys.read(source);
    List<Object> accumulators =
        aggregates.stream()
            .<Object>map(
                aggregate -> {
                  int length = source.getInt();
                  ByteBuffer own = source.slice(source.position(), length);
                  source.position(source.position() + length);
                  return aggregate.read(own);
                })
            .toList();
    return new Totals(key, accumulators);
  }
}
