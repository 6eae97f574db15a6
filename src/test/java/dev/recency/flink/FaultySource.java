package dev.recency.flink;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A source that behaves as the one in it, but for the points at which a test lets tasks fail. */
final class FaultySource<T, S extends SourceSplit, E> implements Source<T, S, E> {
  private static final long serialVersionUID = 1L;

  private final Source<T, S, E> source;

  FaultySource(Source<T, S, E> source) {
    this.source = source;
  }

  @Override
  public SourceReader<T, S> createReader(SourceReaderContext context) throws Exception {
    FaultPoint.RESTORE.pass();
    SourceReader<T, S> reader = source.createReader(context);
    return new SourceReader<>() {
      @Override
      public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        FaultPoint.ELEMENT.pass();
        return reader.pollNext(output);
      }

      @Override
      public void start() {
        reader.start();
      }

      @Override
      public List<S> snapshotState(long checkpointId) {
        FaultPoint.SNAPSHOT.pass();
        return reader.snapshotState(checkpointId);
      }

      @Override
      public CompletableFuture<Void> isAvailable() {
        return reader.isAvailable();
      }

      @Override
      public void addSplits(List<S> splits) {
        reader.addSplits(splits);
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
      public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
        reader.pauseOrResumeSplits(pause, resume);
      }

      @Override
      public void close() throws Exception {
        reader.close();
      }
    };
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SplitEnumerator<S, E> createEnumerator(SplitEnumeratorContext<S> context)
      throws Exception {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<S, E> restoreEnumerator(SplitEnumeratorContext<S> context, E state)
      throws Exception {
    return source.restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<S> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<E> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }
}
