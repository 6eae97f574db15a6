package dev.recency.operator;

/**
 * What a checkpoint keeps of one partition's clocks.
 *
 * @param dataMillis the largest event time seen, or {@link PartitionClocks#NONE}
 * @param liveMillis what the live clock took it to have reached, or {@link PartitionClocks#NONE}
 * @param ended whether the partition will never bring another record
 */
public record PartitionClock(int partition, long dataMillis, long liveMillis, boolean ended) {

  /** Both clocks at the later of two readings of the same partition. */
  PartitionClock latest(PartitionClock other) {
    return new PartitionClock(
        partition,
        Math.max(dataMillis, other.dataMillis),
        Math.max(liveMillis, other.liveMillis),
        ended || other.ended);
  }
}
