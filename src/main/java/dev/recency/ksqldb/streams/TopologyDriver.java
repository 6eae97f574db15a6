package dev.recency.ksqldb.streams;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * One query on Kafka Streams in the caller's thread: no broker, one partition, no record cache, each
 * record processed to its end, the wall clock at rest. So ksqlDB runs its own test cases. About 500
 * records per second.
 */
public final class TopologyDriver implements AutoCloseable {
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> input;
  private final TestOutputTopic<byte[], byte[]> output;
  private final String topic;

  private TopologyDriver(TopologyTestDriver driver, String source, String sink) {
    this.driver = driver;
    input = driver.createInputTopic(source, new ByteArraySerializer(), new ByteArraySerializer());
    output =
        driver.createOutputTopic(sink, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    topic = sink;
  }

  /**
   * The driver of this query.
   *
   * @throws IllegalArgumentException if ksqlDB has no such query: see {@link
   *     ReferenceTopology#knows}
   */
  public static TopologyDriver of(Plan plan, Query query, ReferenceOptions options) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "reference");
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    properties.put(ReferenceOptions.EMIT_INTERVAL, 0L);
    return new TopologyDriver(
        new TopologyTestDriver(
            ReferenceTopology.of(plan, query, options, new StateSize()), properties, Instant.EPOCH),
        plan.inputOf(query).source().serialization().topic(),
        query.sink().serialization().topic());
  }

  /**
   * What the queries of a plan write by topic, one after the other, each over its complete input; a
   * topic without input records holds what earlier queries wrote.
   *
   * @param inputs the records of each topic that others write, in order
   */
  public static Map<String, List<RawRecord>> run(
      Plan plan, Map<String, List<RawRecord>> inputs, ReferenceOptions options) {
    Map<String, List<RawRecord>> written = new LinkedHashMap<>();
    for (Query query : plan.queries()) {
      String source = plan.inputOf(query).source().serialization().topic();
      List<RawRecord> records =
          inputs.getOrDefault(source, List.copyOf(written.getOrDefault(source, List.of())));
      List<RawRecord> sink =
          written.computeIfAbsent(query.sink().serialization().topic(), each -> new ArrayList<>());
      try (TopologyDriver driver = of(plan, query, options)) {
        for (RawRecord record : records) {
          driver.take(record).forEach(command -> sink.add(stored(command, sink.size())));
        }
      }
    }
    return written;
  }

  private static RawRecord stored(CommandRecord command, long offset) {
    return new RawRecord(
        command.topic(),
        0,
        offset,
        command.timestampMillis(),
        command.key(),
        command.value(),
        command.headers());
  }

  /** What is written because of this record. */
  public List<CommandRecord> take(RawRecord record) {
    Headers headers = new RecordHeaders();
    record.headers().forEach(each -> headers.add(each.key(), each.value()));
    input.pipeInput(
        new TestRecord<>(
            record.key(), record.value(), headers, Instant.ofEpochMilli(record.timestampMillis())));
    List<CommandRecord> commands = new ArrayList<>();
    for (TestRecord<byte[], byte[]> written : output.readRecordsToList()) {
      List<RawRecord.Header> kept = new ArrayList<>();
      written.headers().forEach(each -> kept.add(new RawRecord.Header(each.key(), each.value())));
      commands.add(
          new CommandRecord(topic, written.key(), written.value(), written.timestamp(), kept));
    }
    return commands;
  }

  @Override
  public void close() {
    driver.close();
  }
}
