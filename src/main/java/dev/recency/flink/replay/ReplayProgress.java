package dev.recency.flink.replay;

import java.util.Map;
import java.util.TreeMap;

/** How far a split has been emitted. */
final class ReplayProgress {
  private final String topic;
  private final Map<Integer, ReplaySplit.Range> ranges = new TreeMap<>();

  ReplayProgress(ReplaySplit split) {
    topic = split.topic();
    split.ranges().forEach(range -> ranges.put(range.partition(), range));
  }

  void emitted(int partition, long offset) {
    ranges.computeIfPresent(
        partition, (number, range) -> new ReplaySplit.Range(number, offset + 1, range.endOffset()));
  }

  ReplaySplit split() {
    return new ReplaySplit(topic, ranges.values().stream().toList());
  }
}
