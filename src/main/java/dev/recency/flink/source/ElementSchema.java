package dev.recency.flink.source;

import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Decodes inside the Kafka source. */
final class ElementSchema implements KafkaRecordDeserializationSchema<SourceElement> {
  private static final long serialVersionUID = 1L;

  private final ElementDecoderFactory factory;
  private transient @Nullable ElementDecoder decoder;

  ElementSchema(ElementDecoderFactory factory) {
    this.factory = factory;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = factory.create();
  }

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> consumed, Collector<SourceElement> collector) {
    if (decoder == null) {
      throw new IllegalStateException("the schema is not open");
    }
    collector.collect(decoder.decode(consumed));
  }

  @Override
  public TypeInformation<SourceElement> getProducedType() {
    return SourceElementSerializer.TYPE;
  }
}
