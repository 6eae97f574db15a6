package dev.recency.flink.verdict;

import dev.recency.format.RawRecord;
import dev.recency.local.TopicContents;
import dev.recency.plan.Plan;
import dev.recency.plan.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What stands in the topics that a plan reads, with partition and offset: the real order. */
public final class InputRecords {
  private static final Comparator<RawRecord> BY_ARRIVAL =
      Comparator.comparingLong(RawRecord::timestampMillis)
          .thenComparing(RawRecord::topic)
          .thenComparingInt(RawRecord::partition)
          .thenComparingLong(RawRecord::offset);

  private final List<RawRecord> records;

  /**
   * @param records of all topics
   */
  public InputRecords(List<RawRecord> records) {
    this.records = records.stream().sorted(BY_ARRIVAL).toList();
  }

  /** Reads the topics that the plan declares to have and reads, from their first record. */
  public static InputRecords read(String bootstrapServers, Plan plan) {
    Set<String> topics =
        plan.inputs().stream()
            .filter(input -> input.source().declared())
            .map(input -> topic(input.source()))
            .collect(Collectors.toCollection(TreeSet::new));
    List<RawRecord> records = new ArrayList<>();
    for (String topic : topics) {
      TopicContents.readCommitted(bootstrapServers, topic)
          .forEach(consumed -> records.add(record(consumed)));
    }
    return new InputRecords(records);
  }

  private static RawRecord record(ConsumerRecord<byte[], byte[]> consumed) {
    return new RawRecord(
        consumed.topic(),
        consumed.partition(),
        consumed.offset(),
        consumed.timestamp(),
        consumed.key(),
        consumed.value(),
        StreamSupport.stream(consumed.headers().spliterator(), false)
            .map(header -> new RawRecord.Header(header.key(), header.value()))
            .toList());
  }

  static String topic(Source source) {
    return source.serialization().topic();
  }

  /** All records in the order of their arrival. */
  List<RawRecord> byArrival() {
    return records;
  }

  /** Records of a topic, each partition in its order. */
  List<RawRecord> of(String topic) {
    return records.stream()
        .filter(record -> record.topic().equals(topic))
        .sorted(Comparator.comparingInt(RawRecord::partition).thenComparingLong(RawRecord::offset))
        .toList();
  }

  /** How many records a partition holds: what a statement must have read of it. */
  public long count(String topic, int partition) {
    return records.stream()
        .filter(record -> record.topic().equals(topic) && record.partition() == partition)
        .count();
  }
}
