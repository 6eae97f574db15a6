package dev.recency.flink.replay;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A whole topic, from its beginning to the end that it had when the replay started.
 *
 * @param ranges of the partitions that hold a record
 */
public record ReplaySplit(String topic, List<Range> ranges) implements SourceSplit {
  /**
   * What is left of a partition: offsets in {@code [nextOffset, endOffset)}.
   *
   * @param nextOffset the first that has not been read
   */
  public record Range(int partition, long nextOffset, long endOffset) {}

  public ReplaySplit {
    ranges = List.copyOf(ranges);
  }

  @Override
  public String splitId() {
    return topic;
  }

  /** The partitions that hold a record, read or not. */
  public List<Integer> partitions() {
    return ranges.stream().map(Range::partition).toList();
  }
}
