package dev.recency.flink.verdict;

import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.window.Instants;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of one key in the order of their partition, those included that come too late for the
 * windows of the key. Without idle partitions no clock is ahead of the partition's own.
 */
final class KeyEvents {
  private final int partition;
  private final List<KeyedRecord> events = new ArrayList<>();

  KeyEvents(int partition) {
    this.partition = partition;
  }

  /** The one partition that all of them are in. */
  int partition() {
    return partition;
  }

  /**
   * Adds the next event; its {@code partitionClockMillis} is that of its partition, itself
   * included.
   */
  void add(KeyedRecord event) {
    events.add(event);
  }

  int size() {
    return events.size();
  }

  KeyedRecord get(int index) {
    return events.get(index);
  }

  long timeMillis(int index) {
    return events.get(index).eventTimeMillis();
  }

  /** Whether the event is inside a window of this size wherever the clocks stood at its arrival. */
  boolean sureToMatter(int index, long sizeMillis) {
    KeyedRecord event = events.get(index);
    return event.eventTimeMillis() > Instants.minus(event.partitionClockMillis(), sizeMillis);
  }

  /** Of the first events those in {@code (after, upTo]}. */
  List<KeyedRecord> within(int first, long afterMillis, long upToMillis) {
    List<KeyedRecord> inside = new ArrayList<>();
    for (int i = 0; i < first; i++) {
      long time = timeMillis(i);
      if (time > afterMillis && time <= upToMillis) {
        inside.add(events.get(i));
      }
    }
    return inside;
  }
}
