package dev.recency.flink.source;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The Kafka source of a live job: Flink's, with readers that announce their partitions and tell how
 * far they are behind. Without state it begins with the earliest record; new partitions are found
 * every five minutes unless {@code partition.discovery.interval.ms} says otherwise. Records of
 * aborted transactions are no events.
 */
public final class LiveSource
    implements Source<SourceElement, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<SourceElement> {
  private static final long serialVersionUID = 1L;

  private final String bootstrapServers;
  private final String groupId;
  private final String topic;
  private final Properties properties;
  private final ElementSchema schema;

  /**
   * @param groupId the consumer group under which progress is committed, for people to look at
   * @param options further options of the consumer
   */
  public LiveSource(
      String bootstrapServers,
      String groupId,
      String topic,
      Map<String, String> options,
      ElementDecoderFactory decoder) {
    this.bootstrapServers = bootstrapServers;
    this.groupId = groupId;
    this.topic = topic;
    this.properties = settings(options);
    this.schema = new ElementSchema(decoder);
  }

  /** What its consumers are configured with. */
  static Properties settings(Map<String, String> options) {
    Properties settings = new Properties();
    settings.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.putAll(options);
    return settings;
  }

  /** Flink's source behind it. */
  KafkaSource<SourceElement> source(Properties readerOptions) {
    return KafkaSource.<SourceElement>builder()
        .setProperties(properties)
        .setProperties(readerOptions)
        .setBootstrapServers(bootstrapServers)
        .setGroupId(groupId)
        .setClientIdPrefix(groupId + "-" + topic)
        .setTopics(topic)
        .setStartingOffsets(new EarliestOrNone())
        .setDeserializer(schema)
        .build();
  }

  @Override
  public SourceReader<SourceElement, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    String reader = PartitionLags.register();
    Properties options = new Properties();
    options.setProperty(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, LagReporter.class.getName());
    options.setProperty(LagReporter.READER_OPTION, reader);
    return new AnnouncingReader<>(
        source(options).createReader(context),
        reader,
        split -> List.of(split.getTopicPartition().partition()));
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return source(new Properties()).createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws Exception {
    return source(new Properties()).restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return source(new Properties()).getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return source(new Properties()).getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<SourceElement> getProducedType() {
    return SourceElementSerializer.TYPE;
  }
}
