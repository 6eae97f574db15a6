package dev.recency.flink.sink;

import dev.recency.command.CommandRecord;
import dev.recency.flink.ClientOptions;
import dev.recency.flink.Delivery;
import dev.recency.flink.JobOptions;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.plan.KeyWindow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Makes the sinks of a job.
 *
 * <p>Exactly-once: {@code read_committed} readers see a command after the next completed
 * checkpoint, and never twice. A transaction that is older than {@code transaction.timeout.ms} is
 * aborted by the broker, so a job that is down for longer after a checkpoint loses what that
 * checkpoint was about to commit, and ends with {@link LostCommandsException}. The connector's
 * own default of one hour is more than a broker allows (15 minutes), and the job would never
 * start.
 */
public final class CommandSinks {
  /** The longest that brokers allow unless they are configured otherwise. */
  public static final long DEFAULT_TRANSACTION_TIMEOUT_MILLIS = 900_000;

  private final JobOptions options;

  public CommandSinks(JobOptions options) {
    this.options = options;
  }

  /**
   * The sink of a topic of commands.
   *
   * @param window what its keys end with, if they hold a window
   */
  public Sink<CommandRecord> commands(String topic, Optional<KeyWindow> window) {
    KafkaSinkBuilder<CommandRecord> builder =
        builder(topic, window.map(KeyWindow::bytes).orElse(0), properties())
            .setDeliveryGuarantee(options.delivery().guarantee());
    if (options.delivery() == Delivery.EXACTLY_ONCE) {
      builder
          .setTransactionalIdPrefix(options.jobName() + "-" + topic)
          .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING);
    }
    return new CommittedSink(builder.build(), topic, adminProperties());
  }

  /** Of the sinks' options those that an admin client knows, for its credentials. */
  private Properties adminProperties() {
    Map<String, String> known = new HashMap<>(options.sinkProperties());
    known.keySet().retainAll(AdminClientConfig.configNames());
    Properties properties = new Properties();
    properties.putAll(ClientOptions.resolvable(known));
    properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
    return properties;
  }

  /** The sink of the dead letters: at-least-once, because they are for people. */
  public Sink<CommandRecord> deadLetters() {
    KafkaSinkBuilder<CommandRecord> builder =
        builder(options.deadLetterTopic(), 0, letterProperties())
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE);
    return new CommittedSink(builder.build(), options.deadLetterTopic(), adminProperties());
  }

  /** A letter cannot be cut as far as a command may be limited. */
  Properties letterProperties() {
    Properties properties = properties();
    long maxBytes = Math.max(options.maxCommandBytes(), DeadLetters.MIN_BYTES);
    properties.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Long.toString(maxBytes));
    return properties;
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Long.toString(DEFAULT_TRANSACTION_TIMEOUT_MILLIS));
    properties.putAll(ClientOptions.resolvable(options.sinkProperties()));
    return properties;
  }

  private KafkaSinkBuilder<CommandRecord> builder(
      String topic, int windowBytes, Properties properties) {
    return KafkaSink.<CommandRecord>builder()
        .setKafkaProducerConfig(properties)
        .setBootstrapServers(options.bootstrapServers())
        .setRecordSerializer(new CommandSchema(topic, windowBytes));
  }
}
