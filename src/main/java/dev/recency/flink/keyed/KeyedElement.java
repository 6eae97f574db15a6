package dev.recency.flink.keyed;

import dev.recency.flink.serializer.EncodedKey;

/**
 * A record on its way to the task that holds its key.
 *
 * @param key the GROUP BY values
 * @param arguments the encoded arguments of the aggregates; not to be changed
 * @param eventTimeMillis ROWTIME
 * @param arrivalMillis the Kafka record timestamp
 * @param partition the source partition
 * @param partitionClockMillis the data clock of that partition before the record; of TUMBLING,
 *     HOPPING and SESSION their own, the record included
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; copied nowhere
public record KeyedElement(
    EncodedKey key,
    byte[] arguments,
    long eventTimeMillis,
    long arrivalMillis,
    int partition,
    long partitionClockMillis) {}
