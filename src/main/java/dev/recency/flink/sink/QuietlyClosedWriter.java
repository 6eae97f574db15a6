package dev.recency.flink.sink;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer whose end cannot fail. The connector's throws on closing what it has not thrown before,
 * say the second of two refused batches, and Flink ends the whole TaskManager when a task that has
 * failed cannot be cleaned up. Nothing is hidden by it: what a checkpoint or the end of the input
 * vouches for has been flushed before, and that throws.
 */
final class QuietlyClosedWriter<I, S, C>
    implements StatefulSinkWriter<I, S>, CommittingSinkWriter<I, C> {
  private static final Logger LOG = LoggerFactory.getLogger(QuietlyClosedWriter.class);

  private final StatefulSinkWriter<I, S> writer;
  private final CommittingSinkWriter<I, C> commits;
  private final String topic;

  private QuietlyClosedWriter(
      StatefulSinkWriter<I, S> writer, CommittingSinkWriter<I, C> commits, String topic) {
    this.writer = writer;
    this.commits = commits;
    this.topic = topic;
  }

  /**
   * The writer with a quiet end.
   *
   * @param topic that it writes to
   */
  static <I, S, C, W extends StatefulSinkWriter<I, S> & CommittingSinkWriter<I, C>>
      QuietlyClosedWriter<I, S, C> of(W writer, String topic) {
    return new QuietlyClosedWriter<>(writer, writer, topic);
  }

  @Override
  public void write(I element, Context context) throws IOException, InterruptedException {
    writer.write(element, context);
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    writer.flush(endOfInput);
  }

  @Override
  public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
    writer.writeWatermark(watermark);
  }

  @Override
  public List<S> snapshotState(long checkpointId) throws IOException {
    return writer.snapshotState(checkpointId);
  }

  @Override
  public Collection<C> prepareCommit() throws IOException, InterruptedException {
    return commits.prepareCommit();
  }

  @Override
  public void close() throws InterruptedException {
    try {
      writer.close();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      LOG.warn("A writer to topic [{}] was closed with a failure", topic, e);
    }
  }
}
