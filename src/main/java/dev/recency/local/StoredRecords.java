package dev.recency.local;

import dev.recency.format.RawRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The committed records of topics, from the first up to the end that they had when this was made,
 * read anew by every iteration and never held all at once: topic by topic, the partitions of one
 * merged by timestamp, then number. Iterators throw {@link BrokerException} if 60 seconds pass
 * without progress. What an iteration that was given up still holds, {@link Topics#close} frees.
 */
public final class StoredRecords implements Iterable<RawRecord> {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long SILENCE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final String BATCH_RECORDS = "5000";

  private final Map<String, Object> client;
  private final Set<AutoCloseable> open;
  private final List<String> topics;
  private final Map<TopicPartition, Long> ends;

  StoredRecords(
      Map<String, Object> client,
      Set<AutoCloseable> open,
      List<String> topics,
      Map<TopicPartition, Long> ends) {
    this.client = new HashMap<>(client);
    this.client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH_RECORDS);
    this.open = open;
    this.topics = List.copyOf(topics);
    this.ends = Map.copyOf(ends);
  }

  /** Up to where each partition is read, exclusive. */
  public Map<TopicPartition, Long> ends() {
    return ends;
  }

  @Override
  public Iterator<RawRecord> iterator() {
    return new Merge();
  }

  /** The partitions of one topic after the other. */
  private final class Merge implements Iterator<RawRecord> {
    private final Deque<String> waiting = new ArrayDeque<>(topics);
    private final PriorityQueue<Partition> heads =
        new PriorityQueue<>(
            Comparator.<Partition>comparingLong(each -> each.head().timestamp())
                .thenComparingInt(each -> each.head().partition()));

    @Override
    public boolean hasNext() {
      while (heads.isEmpty() && !waiting.isEmpty()) {
        String topic = waiting.remove();
        List<Partition> partitions = new ArrayList<>();
        ends.forEach(
            (partition, end) -> {
              if (partition.topic().equals(topic)) {
                partitions.add(new Partition(partition, end));
              }
            });
        partitions.stream().filter(Partition::advance).forEach(heads::add);
      }
      return !heads.isEmpty();
    }

    @Override
    public RawRecord next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Partition first = heads.remove();
      RawRecord record = raw(first.head());
      if (first.advance()) {
        heads.add(first);
      }
      return record;
    }
  }

  private final class Partition {
    private final TopicPartition partition;
    private final long end;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private Iterator<ConsumerRecord<byte[], byte[]>> batch =
        List.<ConsumerRecord<byte[], byte[]>>of().iterator();
    private @Nullable ConsumerRecord<byte[], byte[]> head;

    Partition(TopicPartition partition, long end) {
      this.partition = partition;
      this.end = end;
      consumer =
          new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      open.add(consumer);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
    }

    ConsumerRecord<byte[], byte[]> head() {
      if (head == null) {
        throw new NoSuchElementException();
      }
      return head;
    }

    /** Goes on to the next record; false, and closed, if there is none. */
    boolean advance() {
      long quietSinceNanos = System.nanoTime();
      while (!batch.hasNext() && consumer.position(partition) < end) {
        batch = consumer.poll(POLL).records(partition).iterator();
        if (System.nanoTime() - quietSinceNanos > SILENCE_LIMIT_NANOS) {
          throw new BrokerException(
              "Reading [" + partition + "] made no progress for 60 seconds", null);
        }
      }
      if (batch.hasNext()) {
        ConsumerRecord<byte[], byte[]> next = batch.next();
        if (next.offset() < end) {
          head = next;
          return true;
        }
      }
      head = null;
      open.remove(consumer);
      consumer.close();
      return false;
    }
  }

  private static RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
    List<RawRecord.Header> headers =
        StreamSupport.stream(record.headers().spliterator(), false)
            .map(header -> new RawRecord.Header(header.key(), header.value()))
            .toList();
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        headers);
  }
}
