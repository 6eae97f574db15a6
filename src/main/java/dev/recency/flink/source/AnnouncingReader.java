package dev.recency.flink.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;

/**
 * Says which partitions a reader has been given, after a restore too, before the first record of
 * them. A clock cannot know from records alone: a partition without any would not count.
 */
public final class AnnouncingReader<S extends SourceSplit>
    implements SourceReader<SourceElement, S> {
  private final SourceReader<SourceElement, S> reader;
  private final String name;
  private final Function<S, List<Integer>> partitionsOf;
  private final List<Integer> unannounced = new ArrayList<>();

  /**
   * @param name of the reader, see {@link PartitionLags}
   * @param partitionsOf a split
   */
  public AnnouncingReader(
      SourceReader<SourceElement, S> reader, String name, Function<S, List<Integer>> partitionsOf) {
    this.reader = reader;
    this.name = name;
    this.partitionsOf = partitionsOf;
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<SourceElement> output) throws Exception {
    if (unannounced.isEmpty()) {
      return poll(output);
    }
    output.collect(new SourceElement.Assigned(name, unannounced));
    unannounced.clear();
    return InputStatus.MORE_AVAILABLE;
  }

  private InputStatus poll(ReaderOutput<SourceElement> output) throws Exception {
    try {
      return reader.pollNext(output);
    } catch (RuntimeException e) {
      throw ExceptionUtils.findThrowable(e, OffsetOutOfRangeException.class)
          .<RuntimeException>map(gone -> new IllegalStateException(lost(gone), e))
          .orElse(e);
    }
  }

  private static String lost(OffsetOutOfRangeException gone) {
    return "the next records of partition and offset %s are no longer in Kafka (deleted by retention, or the topic was made anew), so the state cannot be continued without a gap: start the job without its state to compute it from what the topics hold"
        .formatted(gone.offsetOutOfRangePartitions());
  }

  @Override
  public void addSplits(List<S> splits) {
    splits.forEach(split -> unannounced.addAll(partitionsOf.apply(split)));
    reader.addSplits(splits);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return unannounced.isEmpty() ? reader.isAvailable() : CompletableFuture.completedFuture(null);
  }

  @Override
  public List<S> snapshotState(long checkpointId) {
    return reader.snapshotState(checkpointId);
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    reader.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    reader.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    reader.pauseOrResumeSplits(pause, resume);
  }

  @Override
  public void close() throws Exception {
    PartitionLags.unregister(name);
    reader.close();
  }
}
