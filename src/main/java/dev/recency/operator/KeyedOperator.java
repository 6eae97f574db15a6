package dev.recency.operator;

import dev.recency.plan.row.Row;

/**
 * Plain Java that keeps state per key through {@link KeyContext} and nowhere else: no Flink, no
 * Kafka, no threads. One call per record and one per timer; no re-entrance.
 */
public interface KeyedOperator {
  /** Takes in one record of the current key. */
  void onRecord(KeyedRecord record, KeyContext context);

  /** The timer of the current key has come. It is no longer set. */
  void onTimer(Row key, KeyContext context);

  /**
   * A record that passed WHERE and has a key.
   *
   * @param key the GROUP BY values
   * @param arguments the arguments of the aggregates, one slot per argument
   * @param eventTimeMillis ROWTIME
   * @param arrivalMillis the Kafka record timestamp
   * @param partitionClockMillis the data clock of the record's own source partition, this record
   *     included; {@code Long.MIN_VALUE} where the operator does not ask for it
   */
  record KeyedRecord(
      Row key, Row arguments, long eventTimeMillis, long arrivalMillis, long partitionClockMillis) {
    /** A record for an operator that does not ask for the clock of its partition. */
    public KeyedRecord(Row key, Row arguments, long eventTimeMillis, long arrivalMillis) {
      this(key, arguments, eventTimeMillis, arrivalMillis, Long.MIN_VALUE);
    }
  }
}
