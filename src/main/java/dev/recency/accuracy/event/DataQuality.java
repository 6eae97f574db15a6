package dev.recency.accuracy.event;

import dev.recency.plan.row.RejectReason;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the records of one log's source.
 *
 * @param read all records of its topic
 * @param accepted events in the truth
 * @param late those of them that arrived after a newer event of their partition
 * @param ahead those of them whose event time is after their arrival
 * @param filtered tombstones and events that WHERE left out
 * @param rejected those that became no event, by reason
 */
public record DataQuality(
    long read,
    long accepted,
    long late,
    long ahead,
    long filtered,
    Map<RejectReason, Long> rejected) {
  public DataQuality {
    rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
  }

  /** Number of records that became no event. */
  public long rejectedInAll() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether every record that was read is accounted for. */
  public boolean balances() {
    return read == accepted + filtered + rejectedInAll();
  }
}
