package dev.recency.flink;

import dev.recency.flink.source.SourceGroup;
import dev.recency.plan.Plan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What Kafka must have before a job starts: the topics, and room for its transactions. Found out
 * here it is one line; found out by the job it is a loop of restarts.
 */
public final class BrokerPreparation {
  private static final Duration LEADER_TIMEOUT = Duration.ofSeconds(30);
  private static final String MAX_TRANSACTION_TIMEOUT = "transaction.max.timeout.ms";

  private final JobOptions options;

  /** For the job with these options. */
  public BrokerPreparation(JobOptions options) {
    this.options = options;
  }

  /**
   * Creates the topics that do not exist, with the declared number of partitions, else one.
   *
   * @throws IOException if no broker answers, or one refuses; says what to do
   */
  public void prepare(Plan plan) throws IOException {
    List<NewTopic> needed = NeededTopics.of(plan, options.deadLetterTopic());
    try (Admin admin = connect(options.sinkProperties())) {
      Set<String> existing = await(admin.listTopics().names());
      Collection<NewTopic> missing =
          needed.stream().filter(topic -> !existing.contains(topic.name())).toList();
      awaitLeaders(create(admin, missing));
      requireRight(admin, AclOperation.WRITE, written(plan), "--kafka.sink.OPTION");
      if (options.delivery() == Delivery.EXACTLY_ONCE) {
        // The sink asks who has open transactions in its topics.
        requireRight(admin, AclOperation.READ, written(plan), "--kafka.sink.OPTION");
        checkTransactionTimeout(admin);
      }
    }
    List<String> read = SourceGroup.of(plan).stream().map(SourceGroup::topic).distinct().toList();
    try (Admin admin = connect(options.sourceProperties())) {
      requireRight(admin, AclOperation.READ, read, "--kafka.source.OPTION");
    }
  }

  private Collection<String> written(Plan plan) {
    Set<String> topics = new LinkedHashSet<>();
    plan.queries().forEach(query -> topics.add(query.sink().serialization().topic()));
    topics.add(options.deadLetterTopic());
    return topics;
  }

  private void requireRight(
      Admin admin, AclOperation right, Collection<String> topics, String credentials)
      throws IOException {
    List<String> lacking = await(TopicRights.lacking(admin, topics, right));
    if (!lacking.isEmpty()) {
      throw new IOException(
          "Kafka at [%s] does not give the right [%s] to topics %s. Give it to the user, or name another user by %s."
              .formatted(options.bootstrapServers(), right, lacking, credentials));
    }
  }

  /** As {@link #prepare(Plan)}, for the plan of these definitions. */
  public void prepare(Definitions definitions) throws IOException {
    prepare(definitions.plan());
  }

  private Admin connect(Map<String, String> properties) throws IOException {
    try {
      return Admin.create(client(options, properties, AdminClientConfig.configNames()));
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          "Kafka at [%s] cannot be reached with these options: %s. Check --bootstrap-servers HOST:PORT, --kafka.sink.OPTION and --kafka.source.OPTION."
              .formatted(options.bootstrapServers(), cause.getMessage()),
          e);
    }
  }

  /** Creates topics; returns those that nobody else has created meanwhile. */
  private Collection<NewTopic> create(Admin admin, Collection<NewTopic> missing)
      throws IOException {
    Map<String, KafkaFuture<Void>> answers = admin.createTopics(missing).values();
    Collection<NewTopic> created = new ArrayList<>();
    for (NewTopic topic : missing) {
      if (await(created(Objects.requireNonNull(answers.get(topic.name()))))) {
        created.add(topic);
      }
    }
    return created;
  }

  /** False if the topic is there already: two jobs may start at the same time. */
  static KafkaFuture<Boolean> created(KafkaFuture<Void> answer) {
    return Answers.expecting(TopicExistsException.class, false, answer, nothing -> true);
  }

  /** Options of a client: of the sources' or sinks' those that it knows, for its credentials. */
  static Map<String, Object> client(
      JobOptions options, Map<String, String> properties, Set<String> names) {
    Map<String, String> known = new HashMap<>(properties);
    known.keySet().retainAll(names);
    Map<String, Object> client = new HashMap<>(ClientOptions.resolvable(known));
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
    client.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "20000");
    client.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
    return client;
  }

  /**
   * Asks the leader of each partition for its end, which it answers once it leads. A producer that
   * comes earlier may have its first batch refused and its second taken, and then waits in vain
   * until the first one times out. A consumer asks, because it goes on asking while the brokers do
   * not know the new topic yet; an admin client gives up.
   */
  private void awaitLeaders(Collection<NewTopic> topics) throws IOException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (NewTopic topic : topics) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        partitions.add(new TopicPartition(topic.name(), partition));
      }
    }
    Map<String, Object> settings =
        client(options, options.sinkProperties(), ConsumerConfig.configNames());
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.endOffsets(partitions, LEADER_TIMEOUT);
    } catch (KafkaException e) {
      throw new IOException(
          "new topics at [%s] have no leader: %s. Check the brokers."
              .formatted(options.bootstrapServers(), e.getMessage()),
          e);
    }
  }

  private void checkTransactionTimeout(Admin admin) throws IOException {
    long wanted = options.transactionTimeoutMillis();
    for (Node node : await(admin.describeCluster().nodes())) {
      ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
      // It is not told to a user without the right to see the broker's options.
      Optional<ConfigEntry> limit =
          await(
              Answers.expecting(
                  ClusterAuthorizationException.class,
                  Optional.empty(),
                  Objects.requireNonNull(
                      admin.describeConfigs(List.of(broker)).values().get(broker)),
                  config -> Optional.ofNullable(config.get(MAX_TRANSACTION_TIMEOUT))));
      if (limit.isPresent() && Long.parseLong(limit.get().value()) < wanted) {
        throw new IOException(
            "broker [%s] allows transactions of at most [%s ms], but transaction.timeout.ms is [%d]: write --kafka.sink.transaction.timeout.ms %s or raise %s of the broker"
                .formatted(
                    node.idString(),
                    limit.get().value(),
                    wanted,
                    limit.get().value(),
                    MAX_TRANSACTION_TIMEOUT));
      }
    }
  }

  private <T> T await(KafkaFuture<T> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IOException(
          RefusedLogin.message(options.bootstrapServers(), e)
              .orElseGet(
                  () ->
                      "Kafka at [%s] did not do it: %s. Check --bootstrap-servers and the rights of the user."
                          .formatted(options.bootstrapServers(), String.valueOf(e.getCause()))),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for Kafka", e);
    }
  }
}
