package dev.recency.plan.row;

/**
 * One Kafka record of a source topic that decoded without error.
 *
 * @param row the columns that the plan uses, in the source's layout
 * @param tombstone whether the record's value was null (the row then holds key and system columns)
 * @param eventTimeMillis ROWTIME, milliseconds since the epoch
 * @param arrivalMillis the Kafka record timestamp
 * @param partition the source partition
 * @param offset the offset in that partition
 */
public record Event(
    Row row,
    boolean tombstone,
    long eventTimeMillis,
    long arrivalMillis,
    int partition,
    long offset) {}
