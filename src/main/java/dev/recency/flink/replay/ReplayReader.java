package dev.recency.flink.replay;

import dev.recency.flink.source.ElementDecoder;
import dev.recency.flink.source.SourceElement;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes and emits the merged records and keeps count of the offsets. */
final class ReplayReader
    extends SingleThreadMultiplexSourceReaderBase<
        ConsumerRecord<byte[], byte[]>, SourceElement, ReplaySplit, ReplayProgress> {

  ReplayReader(
      Supplier<SplitReader<ConsumerRecord<byte[], byte[]>, ReplaySplit>> splitReader,
      ElementDecoder decoder,
      SourceReaderContext context) {
    super(
        splitReader,
        (consumed, output, progress) -> {
          output.collect(decoder.decode(consumed));
          progress.emitted(consumed.partition(), consumed.offset());
        },
        context.getConfiguration(),
        context);
  }

  @Override
  protected void onSplitFinished(Map<String, ReplayProgress> finished) {}

  @Override
  protected ReplayProgress initializedState(ReplaySplit split) {
    return new ReplayProgress(split);
  }

  @Override
  protected ReplaySplit toSplitType(String splitId, ReplayProgress progress) {
    return progress.split();
  }
}
