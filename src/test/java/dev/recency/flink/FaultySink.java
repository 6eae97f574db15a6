package dev.recency.flink;

import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/** A sink that behaves as the one in it, but for the points at which a test lets tasks fail. */
final class FaultySink<I, W, C>
    implements Sink<I>,
        SupportsWriterState<I, W>,
        SupportsCommitter<C>,
        SupportsPostCommitTopology<C> {
  private static final long serialVersionUID = 1L;

  private final Sink<I> sink;
  private final SupportsWriterState<I, W> states;
  private final SupportsCommitter<C> commits;
  private final SupportsPostCommitTopology<C> topology;

  @SuppressWarnings("unchecked") // one object is all four, and nobody looks into W and C
  private FaultySink(Sink<I> sink) {
    this.sink = sink;
    states = (SupportsWriterState<I, W>) sink;
    commits = (SupportsCommitter<C>) sink;
    topology = (SupportsPostCommitTopology<C>) sink;
  }

  /** The sink with faults. */
  static <I> Sink<I> of(Sink<I> sink) {
    return new FaultySink<I, Object, Object>(sink);
  }

  @Override
  @SuppressWarnings("unchecked") // the writer of a sink with state has state
  public StatefulSinkWriter<I, W> createWriter(WriterInitContext context) throws IOException {
    return (StatefulSinkWriter<I, W>) sink.createWriter(context);
  }

  @Override
  public StatefulSinkWriter<I, W> restoreWriter(WriterInitContext context, Collection<W> state)
      throws IOException {
    return states.restoreWriter(context, state);
  }

  @Override
  public SimpleVersionedSerializer<W> getWriterStateSerializer() {
    return states.getWriterStateSerializer();
  }

  @Override
  public Committer<C> createCommitter(CommitterInitContext context) throws IOException {
    Committer<C> committer = commits.createCommitter(context);
    return new Committer<>() {
      @Override
      public void commit(Collection<CommitRequest<C>> requests)
          throws IOException, InterruptedException {
        if (requests.isEmpty()) {
          committer.commit(requests);
        } else {
          FaultPoint.BEFORE_COMMIT.waitWhileHeld();
          FaultPoint.BEFORE_COMMIT.pass();
          committer.commit(requests);
          FaultPoint.AFTER_COMMIT.pass();
        }
      }

      @Override
      public void close() throws Exception {
        committer.close();
      }
    };
  }

  @Override
  public SimpleVersionedSerializer<C> getCommittableSerializer() {
    return commits.getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<C>> committables) {
    topology.addPostCommitTopology(committables);
  }
}
