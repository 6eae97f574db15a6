package dev.recency.local;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.RaftVoterEndpoint;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * An embedded broker and two more that follow its controller, so that partitions have three copies
 * and their leaders can move. Close it before the first broker.
 */
public final class ThreeBrokers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What the first broker has to be started with: three copies of everything, two of them in step. */
  public static final Map<String, String> SETTINGS =
      Map.of(
          "default.replication.factor", "3",
          "min.insync.replicas", "2",
          "offsets.topic.replication.factor", "3",
          "transaction.state.log.replication.factor", "3",
          "transaction.state.log.min.isr", "2",
          "transaction.state.log.num.partitions", "3",
          // The controller moves no leader back on its own.
          "auto.leader.rebalance.enable", "false");

  private final List<EmbeddedKafka> others;
  private final TemporaryDirectory directory;
  private final Admin admin;

  private ThreeBrokers(List<EmbeddedKafka> others, TemporaryDirectory directory, Admin admin) {
    this.others = others;
    this.directory = directory;
    this.admin = admin;
  }

  /** Starts the second and the third broker. */
  public static ThreeBrokers join(EmbeddedKafka first) throws Exception {
    TemporaryDirectory directory = TemporaryDirectory.create("three-brokers-");
    List<EmbeddedKafka> others = new ArrayList<>();
    try (Admin alone = first.admin()) {
      String controller = controller(alone);
      for (int node = 2; node <= 3; node++) {
        others.add(startBroker(directory, node, controller));
      }
      await().atMost(PATIENCE).until(() -> alone.describeCluster().nodes().get().size() == 3);
    }
    // A new one: what asks all brokers fails in a client that does not know of all yet.
    return new ThreeBrokers(others, directory, first.admin());
  }

  private static EmbeddedKafka startBroker(
      TemporaryDirectory directory, int node, String controller) {
    int port = FreePort.find();
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put("process.roles", "broker");
    settings.put("node.id", Integer.toString(node));
    settings.put("controller.quorum.voters", controller);
    settings.put("listeners", BrokerSettings.CLIENT_LISTENER + "://127.0.0.1:" + port);
    int noController = 0;
    return EmbeddedKafka.start(
        directory.path().resolve("broker-" + node), port, noController, settings);
  }

  /** The only voter, as {@code id@host:port}. */
  private static String controller(Admin admin) throws Exception {
    var quorum = admin.describeMetadataQuorum().quorumInfo().get();
    RaftVoterEndpoint endpoint =
        Objects.requireNonNull(quorum.nodes().get(quorum.leaderId())).endpoints().get(0);
    return quorum.leaderId() + "@" + endpoint.host() + ":" + endpoint.port();
  }

  /** All that the brokers tell. */
  public Admin admin() {
    return admin;
  }

  /**
   * Moves the leader of every partition of these topics to the next broker that has a copy, and
   * waits until it leads.
   */
  public void moveLeaders(Collection<String> topics) throws Exception {
    Map<TopicPartition, Integer> next = new HashMap<>();
    Map<TopicPartition, Optional<NewPartitionReassignment>> orders = new HashMap<>();
    for (TopicDescription topic : describe(topics)) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        List<Integer> replicas =
            new ArrayList<>(partition.replicas().stream().map(Node::id).toList());
        Collections.rotate(replicas, -1 - replicas.indexOf(partition.leader().id()));
        TopicPartition name = new TopicPartition(topic.name(), partition.partition());
        next.put(name, replicas.get(0));
        orders.put(name, Optional.of(new NewPartitionReassignment(replicas)));
      }
    }
    Set<TopicPartition> moved = next.keySet();
    await().atMost(PATIENCE).until(() -> allInStep(topics));
    admin.alterPartitionReassignments(orders).all().get();
    await()
        .atMost(PATIENCE)
        .until(() -> admin.listPartitionReassignments(moved).reassignments().get().isEmpty());
    admin.electLeaders(ElectionType.PREFERRED, new HashSet<>(moved)).all().get();
    await().atMost(PATIENCE).until(() -> leaders(topics).equals(next));
  }

  private Map<TopicPartition, Integer> leaders(Collection<String> topics) throws Exception {
    Map<TopicPartition, Integer> leaders = new HashMap<>();
    for (TopicDescription topic : describe(topics)) {
      topic
          .partitions()
          .forEach(
              each ->
                  leaders.put(
                      new TopicPartition(topic.name(), each.partition()), each.leader().id()));
    }
    return leaders;
  }

  private boolean allInStep(Collection<String> topics) throws Exception {
    return describe(topics).stream()
        .flatMap(topic -> topic.partitions().stream())
        .allMatch(partition -> partition.isr().size() == partition.replicas().size());
  }

  private Collection<TopicDescription> describe(Collection<String> topics) throws Exception {
    return admin.describeTopics(topics).allTopicNames().get().values();
  }

  @Override
  public void close() {
    admin.close();
    others.forEach(EmbeddedKafka::close);
    directory.close();
  }
}
