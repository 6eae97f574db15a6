package dev.recency.flink;

import dev.recency.flink.sink.CommandSinks;
import dev.recency.flink.statement.BalanceInterval;
import dev.recency.operator.ClockOptions;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How a job runs; what it computes stands in its {@link Definitions}. Begin with {@link #of}.
 *
 * @param bootstrapServers of Kafka, {@code host:port,…}
 * @param jobName also the prefix of the transactional ids and the consumer group
 * @param keyCacheBytes how much memory the hot keys of one task slot may take between two
 *     checkpoints, shared alike by the operators that keep keys
 * @param sourceProperties options of the consumers, without the prefix {@code kafka.source.}
 * @param sinkProperties options of the producers, without the prefix {@code kafka.sink.}
 * @param balanceInterval which checkpoints show their balance
 * @param acceptedLosses statements that may lose their state when the job goes on from a savepoint
 */
public record JobOptions(
    String bootstrapServers,
    String jobName,
    Delivery delivery,
    String deadLetterTopic,
    RunMode mode,
    ClockOptions clock,
    long keyCacheBytes,
    Map<String, String> sourceProperties,
    Map<String, String> sinkProperties,
    BalanceInterval balanceInterval,
    Set<String> acceptedLosses) {

  /** The topic of the dead letters if none is named. */
  public static final String DEFAULT_DEAD_LETTER_TOPIC = "recency-dead-letters";

  /** The job's name if none is given. */
  public static final String DEFAULT_JOB_NAME = "recency";

  /** What the hot keys of a slot may take if nothing else is said: 64 MiB. */
  public static final long DEFAULT_KEY_CACHE_BYTES = 64L << 20;

  /** A broker's {@code log.message.timestamp.after.max.ms} unless it is configured otherwise. */
  static final long LARGEST_MAX_FUTURE_MILLIS = 3_600_000;

  /** No event is too far ahead. */
  private static final long ANY_FUTURE_MILLIS = Long.MAX_VALUE;

  private static final long DEFAULT_MAX_REQUEST_BYTES = 1 << 20;

  public JobOptions {
    sourceProperties = Map.copyOf(sourceProperties);
    sinkProperties = Map.copyOf(sinkProperties);
    acceptedLosses = Set.copyOf(acceptedLosses);
    if (clock.maxFutureMillis() > LARGEST_MAX_FUTURE_MILLIS
        && clock.maxFutureMillis() != ANY_FUTURE_MILLIS) {
      throw new IllegalArgumentException(
          "event.max-future [%d ms] must be at most [%d ms]: brokers refuse commands from further ahead (log.message.timestamp.after.max.ms)"
              .formatted(clock.maxFutureMillis(), LARGEST_MAX_FUTURE_MILLIS));
    }
  }

  /** The defaults: live, at-least-once, default clocks. */
  public static JobOptions of(String bootstrapServers) {
    return new JobOptions(
        bootstrapServers,
        DEFAULT_JOB_NAME,
        Delivery.AT_LEAST_ONCE,
        DEFAULT_DEAD_LETTER_TOPIC,
        new RunMode.Live(),
        ClockOptions.DEFAULT,
        DEFAULT_KEY_CACHE_BYTES,
        Map.of(),
        Map.of(),
        BalanceInterval.DEFAULT,
        Set.of());
  }

  /** What a sink takes at most for one record, its overhead included. */
  public long maxCommandBytes() {
    String maxBytes = sinkProperties.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
    return maxBytes == null ? DEFAULT_MAX_REQUEST_BYTES : Long.parseLong(maxBytes);
  }

  /** How long Kafka keeps a transaction that is not committed. */
  long transactionTimeoutMillis() {
    String millis = sinkProperties.get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    return millis == null
        ? CommandSinks.DEFAULT_TRANSACTION_TIMEOUT_MILLIS
        : Long.parseLong(millis);
  }

  /** These options with another job name. */
  public JobOptions withJobName(String name) {
    return with(copy -> copy.jobName = name);
  }

  /** These options with another delivery. */
  public JobOptions withDelivery(Delivery other) {
    return with(copy -> copy.delivery = other);
  }

  /** These options with another topic for dead letters. */
  public JobOptions withDeadLetterTopic(String topic) {
    return with(copy -> copy.deadLetterTopic = topic);
  }

  /** These options with another mode. */
  public JobOptions withMode(RunMode other) {
    return with(copy -> copy.mode = other);
  }

  /** These options with other clocks. */
  public JobOptions withClock(ClockOptions other) {
    return with(copy -> copy.clock = other);
  }

  /** These options for brokers that take timestamps of any year: no event is too far ahead. */
  public JobOptions withAnyFuture() {
    return withClock(
        new ClockOptions(
            clock.idleTimeoutMillis(),
            clock.idleMarginMillis(),
            clock.clockIntervalMillis(),
            ANY_FUTURE_MILLIS));
  }

  /** These options with another bound for hot keys; 0 keeps none. */
  public JobOptions withKeyCacheBytes(long bytes) {
    return with(copy -> copy.keyCacheBytes = bytes);
  }

  /** These options with these options of consumers and producers, prefixes left out. */
  public JobOptions withKafka(Map<String, String> source, Map<String, String> sink) {
    return with(
        copy -> {
          copy.sourceProperties = source;
          copy.sinkProperties = sink;
        });
  }

  /** These options with another interval of the balance. */
  public JobOptions withBalanceInterval(BalanceInterval other) {
    return with(copy -> copy.balanceInterval = other);
  }

  /** These options with other statements that may lose their state. */
  public JobOptions withAcceptedLosses(Set<String> statements) {
    return with(copy -> copy.acceptedLosses = statements);
  }

  private JobOptions with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.options();
  }

  /** Options in the making, which begin as others are. */
  private static final class Copy {
    private final String bootstrapServers;
    private String jobName;
    private Delivery delivery;
    private String deadLetterTopic;
    private RunMode mode;
    private ClockOptions clock;
    private long keyCacheBytes;
    private Map<String, String> sourceProperties;
    private Map<String, String> sinkProperties;
    private BalanceInterval balanceInterval;
    private Set<String> acceptedLosses;

    Copy(JobOptions other) {
      bootstrapServers = other.bootstrapServers;
      jobName = other.jobName;
      delivery = other.delivery;
      deadLetterTopic = other.deadLetterTopic;
      mode = other.mode;
      clock = other.clock;
      keyCacheBytes = other.keyCacheBytes;
      sourceProperties = other.sourceProperties;
      sinkProperties = other.sinkProperties;
      balanceInterval = other.balanceInterval;
      acceptedLosses = other.acceptedLosses;
    }

    JobOptions options() {
      return new JobOptions(
          bootstrapServers,
          jobName,
          delivery,
          deadLetterTopic,
          mode,
          clock,
          keyCacheBytes,
          sourceProperties,
          sinkProperties,
          balanceInterval,
          acceptedLosses);
    }
  }
}
