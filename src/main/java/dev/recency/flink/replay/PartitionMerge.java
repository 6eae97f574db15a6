package dev.recency.flink.replay;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Merges partitions by (arrival, partition), each in the order of its offsets. A record comes out
 * only while every open partition shows its next one, so the result does not depend on how the
 * records were fetched. O(log partitions) per record.
 */
final class PartitionMerge {
  private final PriorityQueue<ConsumerRecord<byte[], byte[]>> heads =
      new PriorityQueue<>(
          Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
              .thenComparingInt(ConsumerRecord::partition));
  private final Map<Integer, Deque<ConsumerRecord<byte[], byte[]>>> behind = new HashMap<>();
  private final Set<Integer> starving = new HashSet<>();
  private final Set<Integer> open = new HashSet<>();

  /** Expects records of a partition. */
  void open(int partition) {
    open.add(partition);
    starving.add(partition);
    behind.put(partition, new ArrayDeque<>());
  }

  /** The next record of its partition, by offset. */
  void add(ConsumerRecord<byte[], byte[]> consumed) {
    if (starving.remove(consumed.partition())) {
      heads.add(consumed);
    } else {
      behindOf(consumed.partition()).add(consumed);
    }
  }

  /** No further record of the partition will be added. */
  void close(int partition) {
    open.remove(partition);
    starving.remove(partition);
  }

  /** The next record, or null while an open partition has none to show. */
  @Nullable ConsumerRecord<byte[], byte[]> poll() {
    ConsumerRecord<byte[], byte[]> next = starving.isEmpty() ? heads.poll() : null;
    if (next != null) {
      ConsumerRecord<byte[], byte[]> head = behindOf(next.partition()).poll();
      if (head != null) {
        heads.add(head);
      } else if (open.contains(next.partition())) {
        starving.add(next.partition());
      }
    }
    return next;
  }

  /** Whether every partition is closed and every record has come out. */
  boolean drained() {
    return open.isEmpty() && heads.isEmpty();
  }

  /** How many records of the partition wait behind its head. */
  int waiting(int partition) {
    return behindOf(partition).size();
  }

  private Deque<ConsumerRecord<byte[], byte[]>> behindOf(int partition) {
    Deque<ConsumerRecord<byte[], byte[]>> queue = behind.get(partition);
    if (queue == null) {
      throw new IllegalStateException("partition [" + partition + "] has not been opened");
    }
    return queue;
  }
}
