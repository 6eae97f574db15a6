package dev.recency.flink;

import dev.recency.flink.statement.BalanceInterval;
import dev.recency.local.EmbeddedKafka;
import dev.recency.local.LocalCluster;
import dev.recency.local.TemporaryDirectory;
import dev.recency.local.Topics;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One broker and one Flink cluster for all integration tests of a process: the first test starts them,
 * the end of its session stops them, Flink first. Each test has its own topics.
 */
public final class SharedRuntime implements BeforeAllCallback {
  private final Map<String, String> ownSettings;
  private @Nullable Running running;

  /** The one of all tests. */
  public SharedRuntime() {
    this(Map.of());
  }

  private SharedRuntime(Map<String, String> ownSettings) {
    this.ownSettings = ownSettings;
  }

  /** One for the tests of one class, with settings of its broker that others cannot live with. */
  static SharedRuntime own(Map<String, String> brokerSettings) {
    return new SharedRuntime(brokerSettings);
  }

  /** What runs. */
  record Running(
      TemporaryDirectory directory,
      EmbeddedKafka kafka,
      Topics topics,
      LocalCluster cluster,
      InMemoryReporter metrics)
      implements AutoCloseable {
    static Running start(Map<String, String> brokerSettings) {
      TemporaryDirectory directory = TemporaryDirectory.create("flink-it-");
      EmbeddedKafka kafka = EmbeddedKafka.start(directory.path(), brokerSettings);
      InMemoryReporter metrics = InMemoryReporter.createWithRetainedMetrics();
      Configuration settings = metrics.addToConfiguration(new Configuration());
      settings.addAll(
          Configuration.fromMap(
              Map.of(
                  "parallelism.default", "2",
                  "execution.checkpointing.interval", "300 ms",
                  "restart-strategy.type", "fixed-delay",
                  "restart-strategy.fixed-delay.attempts", "100",
                  "restart-strategy.fixed-delay.delay", "100 ms")));
      return new Running(
          directory,
          kafka,
          Topics.of(kafka.bootstrapServers()),
          LocalCluster.start(2, 2, settings.toMap(), directory.path()),
          metrics);
    }

    @Override
    public void close() {
      cluster.close();
      topics.close();
      kafka.close();
      directory.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    ExtensionContext.Store store =
        ownSettings.isEmpty()
            ? context.getStore(
                ExtensionContext.StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.GLOBAL)
            : context.getStore(ExtensionContext.Namespace.GLOBAL);
    running =
        store.computeIfAbsent(
            "flink-runtime " + ownSettings, key -> Running.start(ownSettings), Running.class);
  }

  private Running running() {
    Running started = running;
    if (started == null) {
      throw new IllegalStateException("the runtime is there while tests of its class run");
    }
    return started;
  }

  EmbeddedKafka kafka() {
    return running().kafka();
  }

  Topics topics() {
    return running().topics();
  }

  LocalCluster cluster() {
    return running().cluster();
  }

  InMemoryReporter metrics() {
    return running().metrics();
  }

  /** {@code host:port} of the broker. */
  public String bootstrapServers() {
    return kafka().bootstrapServers();
  }

  /** Creates a topic. */
  public void createTopic(String name, int partitions) {
    kafka().createTopic(name, partitions);
  }

  /** The default options of a job on the shared broker; each checkpoint shows its balance. */
  JobOptions options(String jobName) {
    return JobOptions.of(kafka().bootstrapServers())
        .withJobName(jobName)
        .withDeadLetterTopic(jobName + "-dead-letters")
        .withBalanceInterval(new BalanceInterval(1));
  }
}
