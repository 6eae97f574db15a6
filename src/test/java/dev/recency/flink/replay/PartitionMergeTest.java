package dev.recency.flink.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.operator.Seeds;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class PartitionMergeTest {
  private static ConsumerRecord<byte[], byte[]> consumed(
      int partition, long offset, long arrivalMillis) {
    return new ConsumerRecord<>(
        "topic",
        partition,
        offset,
        arrivalMillis,
        TimestampType.CREATE_TIME,
        0,
        0,
        null,
        null,
        new RecordHeaders(),
        Optional.empty());
  }

  private static String text(ConsumerRecord<byte[], byte[]> consumed) {
    return consumed.timestamp() + "/" + consumed.partition() + "/" + consumed.offset();
  }

  @Test
  void nothingComesOutWhileAPartitionMayStillBringAnEarlierRecord() {
    PartitionMerge merge = new PartitionMerge();
    merge.open(0);
    merge.open(1);
    merge.add(consumed(0, 0, 50));
    assertThat(merge.poll()).isNull();
    merge.add(consumed(1, 0, 40));
    assertThat(merge.poll()).extracting(ConsumerRecord::partition).isEqualTo(1);
    assertThat(merge.poll()).isNull();
    merge.close(1);
    assertThat(merge.poll()).extracting(ConsumerRecord::partition).isEqualTo(0);
    assertThat(merge.drained()).isFalse();
    merge.close(0);
    assertThat(merge.drained()).isTrue();
  }

  @Test
  void arrivalsThatGoBackInAPartitionKeepTheOrderOfItsOffsets() {
    PartitionMerge merge = new PartitionMerge();
    merge.open(0);
    merge.add(consumed(0, 0, 90));
    merge.add(consumed(0, 1, 10));
    merge.close(0);
    assertThat(merge.poll()).extracting(ConsumerRecord::offset).isEqualTo(0L);
    assertThat(merge.poll()).extracting(ConsumerRecord::offset).isEqualTo(1L);
  }

  @Test
  void theOrderIsByArrivalPartitionAndOffsetHoweverTheRecordsAreFetched() {
    Seeds.of("PartitionMergeTest", 200).forEach(PartitionMergeTest::checkRandomFetches);
  }

  private static void checkRandomFetches(long seed) {
    Random random = new Random(seed);
    int partitions = 1 + random.nextInt(5);
    List<Deque<ConsumerRecord<byte[], byte[]>>> sources = new ArrayList<>();
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    PartitionMerge merge = new PartitionMerge();
    for (int partition = 0; partition < partitions; partition++) {
      Deque<ConsumerRecord<byte[], byte[]>> source = new ArrayDeque<>();
      long arrival = 0;
      int count = random.nextInt(20);
      for (int offset = 0; offset < count; offset++) {
        arrival += random.nextInt(3);
        source.add(consumed(partition, offset, arrival));
      }
      all.addAll(source);
      sources.add(source);
      merge.open(partition);
    }
    all.sort(
        Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
            .thenComparingInt(ConsumerRecord::partition)
            .thenComparingLong(ConsumerRecord::offset));
    List<String> merged = new ArrayList<>();
    while (!merge.drained()) {
      int partition = random.nextInt(partitions);
      ConsumerRecord<byte[], byte[]> fetched = sources.get(partition).poll();
      if (fetched == null) {
        merge.close(partition);
      } else {
        merge.add(fetched);
      }
      for (var next = merge.poll(); next != null; next = merge.poll()) {
        merged.add(text(next));
      }
    }
    assertThat(merged)
        .as("seed [%d]", seed)
        .containsExactlyElementsOf(all.stream().map(PartitionMergeTest::text).toList());
  }
}
