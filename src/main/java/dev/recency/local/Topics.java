package dev.recency.local;

import dev.recency.flink.RefusedLogin;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of one broker: which there are, how long they are, and records into them. */
public final class Topics implements AutoCloseable {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private final String bootstrapServers;
  private final Map<String, Object> client;
  private final Admin admin;
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();

  private Topics(String bootstrapServers, Map<String, Object> client, Admin admin) {
    this.bootstrapServers = bootstrapServers;
    this.client = client;
    this.admin = admin;
  }

  /** Connects to a broker that asks for neither encryption nor authentication. */
  public static Topics of(String bootstrapServers) {
    return of(bootstrapServers, Map.of());
  }

  /**
   * Connects.
   *
   * @param security options of clients for encryption and authentication
   * @throws BrokerException if {@code bootstrapServers} is malformed or no broker answers
   */
  public static Topics of(String bootstrapServers, Map<String, String> security) {
    Map<String, Object> client = new HashMap<>(security);
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    Map<String, Object> impatient = new HashMap<>(client);
    impatient.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_LIMIT.toMillis());
    impatient.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_LIMIT.toMillis());
    Admin admin;
    try {
      admin = Admin.create(impatient);
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new BrokerException(
          "bootstrap servers [" + bootstrapServers + "] are not usable: " + cause.getMessage(), e);
    }
    Topics topics = new Topics(bootstrapServers, client, admin);
    try {
      topics.names();
    } catch (RuntimeException e) {
      admin.close(Duration.ZERO);
      throw new BrokerException(
          RefusedLogin.message(bootstrapServers, e)
              .orElse(
                  "No Kafka broker answers at [%s]. Check host, port and listeners."
                      .formatted(bootstrapServers)),
          e);
    }
    return topics;
  }

  /** {@code host:port,…} of the broker. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** The names of the topics that exist, internal ones left out. */
  public Set<String> names() {
    return await(admin.listTopics().names());
  }

  /** The number of partitions of each of these topics, which exist. */
  public Map<String, Integer> partitions(Collection<String> names) {
    return await(admin.describeTopics(names).allTopicNames()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().partitions().size()));
  }

  /** The offset after the last record of each partition of these topics, which exist. */
  public Map<TopicPartition, Long> ends(Collection<String> names) {
    return offsets(names, OffsetSpec.latest()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
  }

  /** The largest record timestamp in these topics, which exist; negative if they have no record. */
  public long newestMillis(Collection<String> names) {
    return offsets(names, OffsetSpec.maxTimestamp()).values().stream()
        .mapToLong(ListOffsetsResultInfo::timestamp)
        .max()
        .orElse(-1);
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Collection<String> names, OffsetSpec which) {
    return await(admin.listOffsets(ofEach(names, which)).all());
  }

  private Map<TopicPartition, OffsetSpec> ofEach(Collection<String> names, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions(names)
        .forEach(
            (name, count) -> {
              for (int partition = 0; partition < count; partition++) {
                asked.put(new TopicPartition(name, partition), which);
              }
            });
    return asked;
  }

  /**
   * Writes these records and waits until the broker has them; returns how many there were.
   *
   * @throws BrokerException if one of them was not taken
   */
  public <T> long load(
      Iterator<T> items, Function<T, ProducerRecord<byte[], byte[]>> recordOfItem) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    AtomicReference<Exception> failure = new AtomicReference<>();
    long count = 0;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      while (items.hasNext() && failure.get() == null) {
        producer.send(
            recordOfItem.apply(items.next()),
            (metadata, refused) -> {
              if (refused != null) {
                failure.compareAndSet(null, refused);
              }
            });
        count++;
      }
      producer.flush();
    }
    Exception refused = failure.get();
    if (refused != null) {
      throw new BrokerException("A record was not taken: " + refused.getMessage(), refused);
    }
    return count;
  }

  /** The committed records of a topic at or after {@code starts}, by partition, then offset. */
  public List<ConsumerRecord<byte[], byte[]>> readCommitted(
      String topic, Map<TopicPartition, Long> starts) {
    return TopicContents.read(client, List.of(topic), "read_committed", starts);
  }

  /** The committed records of several topics, each by partition, then offset. */
  public Map<String, List<ConsumerRecord<byte[], byte[]>>> readCommitted(
      Collection<String> topics) {
    return TopicContents.read(client, topics, "read_committed", Map.of()).stream()
        .collect(Collectors.groupingBy(ConsumerRecord::topic));
  }

  /** The committed records of topics, which exist, up to the end that they have now. */
  public StoredRecords stored(Collection<String> names) {
    ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    Map<TopicPartition, Long> ends =
        await(admin.listOffsets(ofEach(names, OffsetSpec.latest()), committed).all())
            .entrySet()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
    return new StoredRecords(client, open, List.copyOf(names), ends);
  }

  /** Options with which any client of Kafka reaches the broker. */
  public Map<String, Object> client() {
    return Map.copyOf(client);
  }

  /** How far consumer groups have got; empty for a group that does not exist or committed nothing. */
  public Map<TopicPartition, Long> committed(String group) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                offsets.put(partition, offset.offset());
              }
            });
    return offsets;
  }

  /** Deletes the topics and consumer groups whose names begin so. */
  public void deleteAll(String prefix) {
    delete(names().stream().filter(each -> each.startsWith(prefix)).toList());
    List<String> groups =
        await(admin.listGroups().all()).stream()
            .map(GroupListing::groupId)
            .filter(each -> each.startsWith(prefix))
            .toList();
    await(admin.deleteConsumerGroups(groups).all());
  }

  /** Deletes topics with all their records. */
  public void delete(Collection<String> names) {
    await(admin.deleteTopics(names).all());
  }

  @Override
  public void close() {
    open.forEach(Topics::closeQuietly);
    admin.close(Duration.ofSeconds(5));
  }

  private static void closeQuietly(AutoCloseable reader) {
    try {
      reader.close();
    } catch (Exception e) {
      // It has read what was wanted of it; nothing depends on how it ends.
    }
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      throw new BrokerException("Kafka refused: " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException("Interrupted while waiting for Kafka", e);
    }
  }
}
