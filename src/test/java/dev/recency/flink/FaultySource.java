package dev.recency.flink;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A source that behaves as the one in it, until a test arms it: then a task fails, once. */
final class FaultySource<T, S extends SourceSplit, E> implements Source<T, S, E> {
  private static final long serialVersionUID = 1L;

  /** Static, because the source is serialized on its way to the task of the same process. */
  private static final AtomicBoolean ARMED = new AtomicBoolean();

  private final Source<T, S, E> source;

  private FaultySource(Source<T, S, E> source) {
    this.source = source;
  }

  /** The next reader that is asked for an element fails. */
  static void arm() {
    ARMED.set(true);
  }

  /** Whether the failure is still to come. */
  static boolean armed() {
    return ARMED.get();
  }

  /** An environment whose sources can fail. */
  static StreamExecutionEnvironment environment(StreamExecutionEnvironment environment) {
    return new StreamExecutionEnvironment(
        new Configuration((Configuration) environment.getConfiguration())) {
      @Override
      public <X> DataStreamSource<X> fromSource(
          Source<X, ?, ?> source,
          WatermarkStrategy<X> strategy,
          String name,
          TypeInformation<X> type) {
        return super.fromSource(new FaultySource<>(source), strategy, name, type);
      }
    };
  }

  @Override
  public SourceReader<T, S> createReader(SourceReaderContext context) throws Exception {
    SourceReader<T, S> reader = source.createReader(context);
    return new SourceReader<>() {
      @Override
      public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        if (ARMED.compareAndSet(true, false)) {
          throw new IllegalStateException("a task fails because the test wants it");
        }
        return reader.pollNext(output);
      }

      @Override
      public void start() {
        reader.start();
      }

      @Override
      public List<S> snapshotState(long checkpointId) {
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
