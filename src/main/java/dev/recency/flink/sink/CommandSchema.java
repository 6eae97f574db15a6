package dev.recency.flink.sink;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;

/**
 * Commands as they are: topic, key, value, timestamp and headers. It names its topic because pooled
 * transactional ids are looked up by topic.
 */
final class CommandSchema
    implements KafkaRecordSerializationSchema<CommandRecord>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  private final String topic;

  CommandSchema(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      CommandRecord command, KafkaSinkContext context, @Nullable Long timestamp) {
    List<Header> headers = new ArrayList<>(command.headers().size());
    for (RawRecord.Header header : command.headers()) {
      headers.add(new RecordHeader(header.key(), header.value()));
    }
    return new ProducerRecord<>(
        command.topic(), null, command.timestampMillis(), command.key(), command.value(), headers);
  }

  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }
}
