package dev.recency.flink.sink;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Commands as they are: topic, key, value, timestamp and headers. It names its topic because pooled
 * transactional ids are looked up by topic. Keys that hold a window are partitioned by the key itself,
 * so that all windows of one key are in one partition, in their order.
 */
final class CommandSchema
    implements KafkaRecordSerializationSchema<CommandRecord>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final int windowBytes;

  /**
   * @param windowBytes how many bytes behind each key are its window
   */
  CommandSchema(String topic, int windowBytes) {
    this.topic = topic;
    this.windowBytes = windowBytes;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      CommandRecord command, KafkaSinkContext context, @Nullable Long timestamp) {
    List<Header> headers = new ArrayList<>(command.headers().size());
    for (RawRecord.Header header : command.headers()) {
      headers.add(new RecordHeader(header.key(), header.value()));
    }
    return new ProducerRecord<>(
        command.topic(),
        partition(command.key(), context),
        command.timestampMillis(),
        command.key(),
        command.value(),
        headers);
  }

  /** As the producer itself chooses it, for the key without its window; null: it may choose. */
  private @Nullable Integer partition(byte @Nullable [] key, KafkaSinkContext context) {
    if (windowBytes == 0 || key == null || key.length < windowBytes) {
      return null;
    }
    byte[] inner = Arrays.copyOf(key, key.length - windowBytes);
    return Utils.toPositive(Utils.murmur2(inner)) % context.getPartitionsForTopic(topic).length;
  }

  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }
}
