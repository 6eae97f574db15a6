package dev.recency.flink.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class ReplaySplitReaderTest {
  private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

  /** The arrivals that come out of a topic with these arrivals. */
  private static List<Long> read(OptionalLong untilMillis, long... arrivals) throws Exception {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    consumer.updateBeginningOffsets(Map.of(ORDERS, 0L));
    ReplaySplitReader reader = new ReplaySplitReader(consumer, untilMillis);
    ReplaySplit.Range range = new ReplaySplit.Range(0, 0, arrivals.length);
    reader.handleSplitsChanges(
        new SplitsAddition<>(List.of(new ReplaySplit("orders", List.of(range)))));
    for (int offset = 0; offset < arrivals.length; offset++) {
      consumer.addRecord(arrived(offset, arrivals[offset]));
    }
    List<Long> read = new ArrayList<>();
    boolean finished = false;
    for (int turn = 0; turn < 10 && !finished; turn++) {
      RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> batch = reader.fetch();
      while (batch.nextSplit() != null) {
        for (var next = batch.nextRecordFromSplit();
            next != null;
            next = batch.nextRecordFromSplit()) {
          read.add(next.timestamp());
        }
      }
      finished = !batch.finishedSplits().isEmpty();
    }
    assertThat(finished).as("the split ends").isTrue();
    reader.close();
    return read;
  }

  private static ConsumerRecord<byte[], byte[]> arrived(long offset, long arrivalMillis) {
    return new ConsumerRecord<>(
        "orders",
        0,
        offset,
        arrivalMillis,
        TimestampType.CREATE_TIME,
        0,
        0,
        new byte[0],
        new byte[0],
        new RecordHeaders(),
        Optional.empty());
  }

  @Test
  void aRecordFromAfterTheEndHidesNoneThatArrivedBeforeIt() throws Exception {
    assertThat(read(OptionalLong.of(300), 100, 301, 200, 400, 300))
        .containsExactly(100L, 200L, 300L);
  }

  @Test
  void withoutAnEndEverythingIsRead() throws Exception {
    assertThat(read(OptionalLong.empty(), 100, 301, 200)).containsExactly(100L, 301L, 200L);
  }

  @Test
  void aReplayThatEndsBeforeEverythingStillEnds() throws Exception {
    assertThat(read(OptionalLong.of(1), 100, 200)).isEmpty();
  }
}
