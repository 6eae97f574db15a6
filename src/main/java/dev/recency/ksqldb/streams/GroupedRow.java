package dev.recency.ksqldb.streams;

import dev.recency.plan.row.Row;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * An event on its way to its aggregate.
 *
 * @param key the GROUP BY values
 * @param arguments of the aggregates
 * @param position its place among all events of the source, by arrival
 */
record GroupedRow(Row key, Row arguments, long position) {
  /** How it travels through a repartition topic. */
  static Serde<GroupedRow> serde(RowBytes keys, RowBytes arguments) {
    return Serdes.serdeFrom(
        (topic, row) -> row == null ? null : bytes(row, keys, arguments),
        (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes), keys, arguments));
  }

  private static byte[] bytes(GroupedRow row, RowBytes keys, RowBytes arguments) {
    int size = Long.BYTES + keys.sizeBytes(row.key) + arguments.sizeBytes(row.arguments);
    ByteBuffer target = ByteBuffer.allocate(size).putLong(row.position);
    keys.write(row.key, target);
    arguments.write(row.arguments, target);
    return target.array();
  }

  private static GroupedRow read(ByteBuffer source, RowBytes keys, RowBytes arguments) {
    long position = source.getLong();
    Row key = keys.read(source);
    return new GroupedRow(key, arguments.read(source), position);
  }
}
