package dev.recency.flink.replay;

import dev.recency.flink.source.AnnouncingReader;
import dev.recency.flink.source.ElementDecoderFactory;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.source.SourceElementSerializer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The source of a replay. One reader takes the whole topic, because the order of arrival over all
 * partitions is the wall clock of a replay, and only one reader can know it.
 */
public final class ReplaySource
    implements Source<SourceElement, ReplaySplit, ReplayState>, ResultTypeQueryable<SourceElement> {
  private static final long serialVersionUID = 1L;

  private final ReplayConsumer consumer;
  private final @Nullable Long untilMillis;
  private final ElementDecoderFactory decoder;

  /**
   * @param options further options of the consumer
   * @param untilMillis no record that arrived later is read
   */
  public ReplaySource(
      String bootstrapServers,
      String topic,
      Map<String, String> options,
      OptionalLong untilMillis,
      ElementDecoderFactory decoder) {
    this.consumer = new ReplayConsumer(bootstrapServers, topic, options);
    this.untilMillis = untilMillis.isPresent() ? untilMillis.getAsLong() : null;
    this.decoder = decoder;
  }

  @Override
  public SourceReader<SourceElement, ReplaySplit> createReader(SourceReaderContext context) {
    OptionalLong until = untilMillis == null ? OptionalLong.empty() : OptionalLong.of(untilMillis);
    return new AnnouncingReader<>(
        new ReplayReader(
            () -> new ReplaySplitReader(consumer.open(), until), decoder.create(), context),
        "replay",
        ReplaySplit::partitions);
  }

  @Override
  public SplitEnumerator<ReplaySplit, ReplayState> createEnumerator(
      SplitEnumeratorContext<ReplaySplit> context) {
    return restoreEnumerator(context, new ReplayState(false, Optional.empty()));
  }

  @Override
  public SplitEnumerator<ReplaySplit, ReplayState> restoreEnumerator(
      SplitEnumeratorContext<ReplaySplit> context, ReplayState state) {
    return new ReplayEnumerator(context, consumer::lookUp, state);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SimpleVersionedSerializer<ReplaySplit> getSplitSerializer() {
    return new ReplaySplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<ReplayState> getEnumeratorCheckpointSerializer() {
    return new ReplayStateSerializer();
  }

  @Override
  public TypeInformation<SourceElement> getProducedType() {
    return SourceElementSerializer.TYPE;
  }
}
