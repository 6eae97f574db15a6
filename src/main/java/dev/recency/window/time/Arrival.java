package dev.recency.window.time;

import dev.recency.operator.KeyedOperator.KeyedRecord;

/**
 * A record of a key and when it came, for the references.
 *
 * @param clockMillis the operator's clock before it
 */
public record Arrival(KeyedRecord record, long clockMillis) {
  /** The clock by which its lateness is judged: nothing that was closed is opened again. */
  public long judgeMillis() {
    return Math.max(record.partitionClockMillis(), clockMillis);
  }

  /** Its event time. */
  public long timeMillis() {
    return record.eventTimeMillis();
  }
}
