package dev.recency.bench;

import dev.recency.command.CommandRecord;
import dev.recency.flink.JobOptions;
import dev.recency.flink.serializer.CommandSerializer;
import dev.recency.flink.sink.CommandSinks;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The limit of the pass-through benchmark: the same source and sink, bytes copied as they are. */
final class RawCopy {
  private RawCopy() {}

  static void build(
      StreamExecutionEnvironment environment, JobOptions options, String from, String to) {
    environment.getConfig().enableObjectReuse();
    KafkaSource<CommandRecord> source =
        KafkaSource.<CommandRecord>builder()
            .setBootstrapServers(options.bootstrapServers())
            .setGroupId(options.jobName())
            .setTopics(from)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new Schema(to))
            .build();
    environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "source")
        .sinkTo(new CommandSinks(options).commands(to));
  }

  private record Schema(String topic) implements KafkaRecordDeserializationSchema<CommandRecord> {
    @Override
    public void deserialize(
        ConsumerRecord<byte[], byte[]> read, Collector<CommandRecord> collector) {
      collector.collect(
          new CommandRecord(topic, read.key(), read.value(), read.timestamp(), List.of()));
    }

    @Override
    public TypeInformation<CommandRecord> getProducedType() {
      return CommandSerializer.TYPE;
    }
  }
}
