package dev.recency.flink.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches all partitions of one split and merges them. A partition that is far ahead of the others
 * is paused, so at most about {@value #PAUSE_AT} records and one poll wait in memory for each. A
 * record that arrived after the end of the replay is left out, but does not end it: arrivals within
 * a partition are not in order.
 */
final class ReplaySplitReader implements SplitReader<ConsumerRecord<byte[], byte[]>, ReplaySplit> {
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
  private static final int PAUSE_AT = 2_000;
  private static final int BATCH = 1_000;

  private final Consumer<byte[], byte[]> consumer;
  private final OptionalLong untilMillis;
  private final Map<TopicPartition, Long> unfinished = new HashMap<>();
  private final PartitionMerge merge = new PartitionMerge();
  private @Nullable String split;

  ReplaySplitReader(Consumer<byte[], byte[]> consumer, OptionalLong untilMillis) {
    this.consumer = consumer;
    this.untilMillis = untilMillis;
  }

  @Override
  public void handleSplitsChanges(SplitsChange<ReplaySplit> change) {
    for (ReplaySplit added : change.splits()) {
      split = added.splitId();
      for (ReplaySplit.Range range : added.ranges()) {
        if (range.nextOffset() < range.endOffset()) {
          merge.open(range.partition());
          unfinished.put(new TopicPartition(added.topic(), range.partition()), range.endOffset());
        }
      }
      consumer.assign(unfinished.keySet());
      for (ReplaySplit.Range range : added.ranges()) {
        TopicPartition partition = new TopicPartition(added.topic(), range.partition());
        if (unfinished.containsKey(partition)) {
          consumer.seek(partition, range.nextOffset());
        }
      }
    }
  }

  @Override
  public RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetch() {
    if (split == null) {
      return new RecordsBySplits<>(Map.of(), Set.of());
    }
    List<ConsumerRecord<byte[], byte[]>> batch = merged();
    if (batch.isEmpty() && !finished()) {
      poll();
      batch = merged();
    }
    Set<String> done = finished() ? Set.of(split) : Set.of();
    if (!done.isEmpty()) {
      RecordsBySplits<ConsumerRecord<byte[], byte[]>> last =
          new RecordsBySplits<>(batch.isEmpty() ? Map.of() : Map.of(split, batch), done);
      split = null;
      return last;
    }
    return new RecordsBySplits<>(batch.isEmpty() ? Map.of() : Map.of(split, batch), done);
  }

  private boolean finished() {
    return merge.drained();
  }

  private List<ConsumerRecord<byte[], byte[]>> merged() {
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
    while (batch.size() < BATCH) {
      ConsumerRecord<byte[], byte[]> next = merge.poll();
      if (next == null) {
        break;
      }
      if (untilMillis.isEmpty() || next.timestamp() <= untilMillis.getAsLong()) {
        batch.add(next);
      }
    }
    return batch;
  }

  private void poll() {
    try {
      for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(POLL_TIMEOUT)) {
        TopicPartition partition = new TopicPartition(consumed.topic(), consumed.partition());
        if (consumed.offset() < unfinished.getOrDefault(partition, Long.MIN_VALUE)) {
          merge.add(consumed);
        }
      }
    } catch (WakeupException e) {
      return; // fetch is asked again once whoever woke it is done
    }
    List.copyOf(unfinished.keySet()).forEach(this::finishIfRead);
    for (TopicPartition partition : unfinished.keySet()) {
      if (merge.waiting(partition.partition()) >= PAUSE_AT) {
        consumer.pause(Set.of(partition));
      } else {
        consumer.resume(Set.of(partition));
      }
    }
  }

  /** Goes by the position, because the last offsets may be those of transaction markers. */
  private void finishIfRead(TopicPartition partition) {
    if (consumer.position(partition) >= unfinished.getOrDefault(partition, 0L)) {
      unfinished.remove(partition);
      merge.close(partition.partition());
      consumer.pause(Set.of(partition));
    }
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
