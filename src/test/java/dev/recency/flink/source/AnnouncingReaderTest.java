package dev.recency.flink.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class AnnouncingReaderTest {
  /** A reader whose every poll fails. */
  private record Failing(RuntimeException failure)
      implements SourceReader<SourceElement, KafkaPartitionSplit> {
    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<SourceElement> output) {
      throw failure;
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
      return List.of();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }

  private static final class Nowhere implements ReaderOutput<SourceElement> {
    @Override
    public void collect(SourceElement element) {}

    @Override
    public void collect(SourceElement element, long timestamp) {}

    @Override
    public void emitWatermark(Watermark mark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<SourceElement> createOutputForSplit(String split) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {}
  }

  private static void poll(RuntimeException failure) throws Exception {
    try (AnnouncingReader<KafkaPartitionSplit> reader =
        new AnnouncingReader<>(new Failing(failure), "reader", split -> List.of())) {
      reader.pollNext(new Nowhere());
    }
  }

  @Test
  void recordsThatRetentionDeletedStopTheJobWithWordsAboutIt() {
    OffsetOutOfRangeException gone =
        new OffsetOutOfRangeException(Map.of(new TopicPartition("orders", 3), 17L));
    assertThatThrownBy(() -> poll(new IllegalStateException("a fetcher failed", gone)))
        .hasMessageContaining("{orders-3=17}")
        .hasMessageContaining("deleted by retention")
        .hasMessageContaining("start the job without its state");
  }

  @Test
  void anyOtherFailureIsAsItWas() {
    IllegalStateException failure = new IllegalStateException("anything");
    assertThatThrownBy(() -> poll(failure)).isSameAs(failure);
  }
}
