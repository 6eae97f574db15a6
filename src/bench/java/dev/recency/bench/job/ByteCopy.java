package dev.recency.bench.job;

import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The least that a job from Kafka to Kafka can do: the same bytes, chained. */
final class ByteCopy {
  private ByteCopy() {}

  static void build(
      StreamExecutionEnvironment environment, String servers, String input, String output) {
    environment.configure(Configuration.fromMap(Map.of(PipelineOptions.OBJECT_REUSE.key(), "true")));
    KafkaSource<byte[]> source =
        KafkaSource.<byte[]>builder()
            .setBootstrapServers(servers)
            .setTopics(input)
            .setGroupId(output)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new Value())
            .build();
    KafkaSink<byte[]> sink =
        KafkaSink.<byte[]>builder()
            .setBootstrapServers(servers)
            .setKafkaProducerConfig(new Properties())
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer(new SameBytes(output))
            .build();
    environment.fromSource(source, WatermarkStrategy.noWatermarks(), "source").sinkTo(sink);
  }

  /** The value of a record. */
  private static final class Value implements KafkaRecordDeserializationSchema<byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<byte[]> out) {
      out.collect(record.value());
    }

    @Override
    public TypeInformation<byte[]> getProducedType() {
      return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    }
  }

  /** A record of these bytes. */
  private record SameBytes(String topic) implements KafkaRecordSerializationSchema<byte[]> {
    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        byte[] element, KafkaSinkContext context, @Nullable Long timestamp) {
      return new ProducerRecord<>(topic, element);
    }
  }
}
