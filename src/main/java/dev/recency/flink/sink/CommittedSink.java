package dev.recency.flink.sink;

import dev.recency.command.CommandRecord;
import java.io.IOException;
import java.util.Collection;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * A Kafka sink that delivers what it promises, or ends the job, and only the job. The connector
 * itself logs a transaction that it could not commit and goes on, or restarts for ever, see {@link
 * LossDetectingCommitter}; and its failing writer can take the TaskManager with it, see {@link
 * QuietlyClosedWriter}. Its state is the connector's own.
 */
final class CommittedSink
    implements Sink<CommandRecord>,
        SupportsWriterState<CommandRecord, KafkaWriterState>,
        SupportsCommitter<KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable>,
        LineageVertexProvider {
  private static final long serialVersionUID = 1L;

  private final KafkaSink<CommandRecord> sink;
  private final String topic;
  private final Properties client;

  /**
   * @param client how brokers are asked about transactions
   */
  CommittedSink(KafkaSink<CommandRecord> sink, String topic, Properties client) {
    this.sink = sink;
    this.topic = topic;
    this.client = client;
  }

  @Override
  public StatefulSinkWriter<CommandRecord, KafkaWriterState> createWriter(WriterInitContext context)
      throws IOException {
    return quiet(sink.createWriter(context));
  }

  @Override
  public StatefulSinkWriter<CommandRecord, KafkaWriterState> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> states) {
    return quiet(sink.restoreWriter(context, states));
  }

  private StatefulSinkWriter<CommandRecord, KafkaWriterState> quiet(
      PrecommittingStatefulSinkWriter<CommandRecord, KafkaWriterState, KafkaCommittable> writer) {
    return QuietlyClosedWriter.of(writer, topic);
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context)
      throws IOException {
    return new LossDetectingCommitter(
        sink.createCommitter(context), topic, new BrokerTransactions(client));
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committables) {
    sink.addPostCommitTopology(committables);
  }

  @Override
  public LineageVertex getLineageVertex() {
    return sink.getLineageVertex();
  }
}
