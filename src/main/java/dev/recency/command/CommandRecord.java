package dev.recency.command;

import dev.recency.format.RawRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record to be written. The arrays are shared and must not be changed.
 *
 * @param key null: the record has no key
 * @param value null: a tombstone
 * @param timestampMillis the Kafka record timestamp
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; copied nowhere
public record CommandRecord(
    String topic,
    byte @Nullable [] key,
    byte @Nullable [] value,
    long timestampMillis,
    List<RawRecord.Header> headers) {}
