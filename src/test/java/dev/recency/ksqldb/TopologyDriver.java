package dev.recency.ksqldb;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.ksqldb.streams.ReferenceOptions;
import dev.recency.ksqldb.streams.ReferenceTopology;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** One query on Kafka Streams in one thread, one partition, record by record. */
record TopologyDriver(
    TopologyTestDriver driver,
    TestInputTopic<byte[], byte[]> input,
    TestOutputTopic<byte[], byte[]> output,
    String topic)
    implements AutoCloseable {
  static TopologyDriver of(Plan plan, Query query, ReferenceOptions options) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "reference");
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    properties.put("__emit.interval.ms.kstreams.windowed.aggregation__", 0L);
    TopologyTestDriver driver =
        new TopologyTestDriver(
            ReferenceTopology.of(plan, query, options), properties, Instant.ofEpochMilli(0));
    String topic = query.sink().serialization().topic();
    return new TopologyDriver(
        driver,
        driver.createInputTopic(
            plan.inputOf(query).source().serialization().topic(),
            new ByteArraySerializer(),
            new ByteArraySerializer()),
        driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        topic);
  }

  /** What is written because of this record. */
  List<CommandRecord> take(RawRecord record) {
    input.pipeInput(
        new TestRecord<>(
            record.key(), record.value(), Instant.ofEpochMilli(record.timestampMillis())));
    List<CommandRecord> commands = new ArrayList<>();
    for (TestRecord<byte[], byte[]> written : output.readRecordsToList()) {
      commands.add(
          new CommandRecord(topic, written.key(), written.value(), written.timestamp(), List.of()));
    }
    return commands;
  }

  @Override
  public void close() {
    driver.close();
  }
}
