package dev.recency.local;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka broker, its own controller, in this process: transactions work, nothing is deleted by
 * age, and record timestamps of any year are taken. It listens on the loopback address only.
 *
 * <p>Stop Flink before the broker: a job that still has transactions open waits for it. Not safe for
 * use by several threads but for {@link #bootstrapServers()}.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  // Always the same: the files that an earlier broker left are taken over only with its id.
  private static final String CLUSTER_ID = "cmVjZW5jeS1lbWJlZGRlZA";

  private final KafkaConfig config;
  private final String bootstrapServers;
  private @Nullable KafkaRaftServer server;

  private EmbeddedKafka(KafkaConfig config, String bootstrapServers) {
    this.config = config;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker on free ports.
   *
   * @param directory for its files; if an earlier broker left its own there, their records are
   *     there again. The caller removes it
   */
  public static EmbeddedKafka start(Path directory) {
    return start(directory, Map.of());
  }

  /**
   * The same, with more settings.
   *
   * @param changes settings of the broker that are added to its own or replace them
   */
  public static EmbeddedKafka start(Path directory, Map<String, String> changes) {
    return start(directory, FreePort.find(), FreePort.find(), changes);
  }

  /**
   * The same on these ports.
   *
   * @param brokerPort where clients of an earlier broker look for it
   */
  public static EmbeddedKafka start(Path directory, int brokerPort, int controllerPort) {
    return start(directory, brokerPort, controllerPort, Map.of());
  }

  /** The same with more settings; {@code node.id} and what goes with it may be among them. */
  static EmbeddedKafka start(
      Path directory, int brokerPort, int controllerPort, Map<String, String> changes) {
    Path logs = directory.resolve("kafka-logs");
    Map<String, String> settings =
        new HashMap<>(BrokerSettings.of(HOST, brokerPort, controllerPort, logs));
    settings.putAll(changes);
    KafkaConfig config = new KafkaConfig(settings, false);
    format(config.nodeId(), logs);
    EmbeddedKafka kafka = new EmbeddedKafka(config, HOST + ":" + brokerPort);
    kafka.start();
    return kafka;
  }

  /** {@code host:port} for {@code bootstrap.servers} of every client; the same after a restart. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Starts a stopped broker again, on the same port and with the same records. */
  public void start() {
    if (server != null) {
      throw new IllegalStateException("The broker is running");
    }
    KafkaRaftServer started = new KafkaRaftServer(config, Time.SYSTEM);
    started.startup();
    server = started;
  }

  /** Stops the broker in an orderly way and waits for it; without effect if it is stopped. */
  public void stop() {
    KafkaRaftServer running = server;
    if (running != null) {
      server = null;
      running.shutdown();
      running.awaitShutdown();
    }
  }

  /** An admin client; the caller closes it. */
  public Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /** Creates a topic of {@code partitions} partitions, one copy each. */
  public void createTopic(String name, int partitions) {
    createTopics(List.of(new NewTopic(name, partitions, (short) 1)));
  }

  /**
   * Creates topics and waits until they exist.
   *
   * @throws IllegalStateException if one of them exists or the broker refuses one
   */
  public void createTopics(Collection<NewTopic> topics) {
    try (Admin admin = admin()) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      String what =
          cause instanceof TopicExistsException ? "A topic exists" : "No topic was created";
      throw new IllegalStateException(what + ": " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while topics were created", e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  private static void format(int nodeId, Path logs) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Formatter formatter =
        new Formatter()
            .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
            .setNodeId(nodeId)
            .setIgnoreFormatted(true)
            .setClusterId(CLUSTER_ID)
            .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
            .setMetadataLogDirectory(logs.toString())
            .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
            .addDirectory(logs.toString());
    try {
      formatter.run();
    } catch (Exception e) {
      throw new IllegalStateException(
          "The directory [" + logs + "] was not formatted: " + e.getMessage(), e);
    }
  }
}
