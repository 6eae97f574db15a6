package dev.recency.local;

import dev.recency.ksqldb.streams.ReferenceOptions;
import dev.recency.ksqldb.streams.ReferenceTopology;
import dev.recency.ksqldb.streams.StateSize;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * The queries of a plan on Kafka Streams, each an application of its own as in ksqlDB. The topics
 * that they read and write must exist. Not thread-safe.
 */
public final class ReferenceRun implements AutoCloseable {
  private static final long DEPLOYED_CACHE_BYTES = 10_000_000;
  private static final int DEPLOYED_COMMIT_MILLIS = 2_000;
  private static final int COMMIT_MILLIS = 100;

  /** A group that nobody leaves cannot be deleted for a while. */
  private static final CloseOptions LEAVING =
      CloseOptions.timeout(Duration.ofSeconds(30))
          .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);

  private final Admin admin;
  private final StreamsOffsets offsets;
  private final List<Application> applications = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private record Application(String id, Topology topology, KafkaStreams streams, StateSize size) {}

  private ReferenceRun(Admin admin) {
    this.admin = admin;
    offsets = new StreamsOffsets(admin);
  }

  /**
   * Starts the queries.
   *
   * @param queries of the plan, in the order of their statements
   * @param name begins the names of the applications and of their internal topics
   * @param client options of Kafka clients, {@code bootstrap.servers} among them
   * @param directory for files; the caller removes it
   */
  public static ReferenceRun start(
      Plan plan,
      List<Query> queries,
      ReferenceOptions options,
      String name,
      Map<String, Object> client,
      Path directory) {
    ReferenceRun run = new ReferenceRun(Admin.create(client));
    try {
      for (Query query : queries) {
        run.start(plan, query, options, name, client, directory);
      }
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
    return run;
  }

  private void start(
      Plan plan,
      Query query,
      ReferenceOptions options,
      String name,
      Map<String, Object> client,
      Path directory) {
    String id = name + "-" + query.id().toLowerCase(Locale.ROOT);
    StateSize size = new StateSize();
    Topology topology = ReferenceTopology.of(plan, query, options, size);
    KafkaStreams streams = new KafkaStreams(topology, properties(id, options, client, directory));
    streams.setUncaughtExceptionHandler(
        thrown -> {
          failure.compareAndSet(null, thrown);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    applications.add(new Application(id, topology, streams, size));
    streams.start();
  }

  private static Properties properties(
      String id, ReferenceOptions options, Map<String, Object> client, Path directory) {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, id);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("streams").toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    boolean deployed = options.asDeployed();
    properties.put(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, deployed ? DEPLOYED_COMMIT_MILLIS : COMMIT_MILLIS);
    properties.put(
        StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, deployed ? DEPLOYED_CACHE_BYTES : 0);
    if (!deployed) {
      properties.put(ReferenceOptions.EMIT_INTERVAL, 0L);
    }
    return properties;
  }

  /**
   * Waits until every query has consumed its source and has written all that follows from it.
   *
   * @param tick how often to look
   * @throws IllegalStateException if a query failed, or a time passed without any progress
   * @throws InterruptedException if the thread was told to stop
   */
  public void awaitConsumed(Duration tick, Duration patience) throws InterruptedException {
    awaitConsumed(tick, patience, () -> {});
  }

  /**
   * The same, with something to do meanwhile.
   *
   * @param onTick called each time after looking
   */
  public void awaitConsumed(Duration tick, Duration patience, Runnable onTick)
      throws InterruptedException {
    for (Application application : applications) {
      await(application, tick, patience, onTick);
    }
  }

  /** Bytes of the windows of all queries: see {@link StateSize}. */
  public long largestStateBytes() {
    return applications.stream().mapToLong(each -> each.size().largestBytes()).sum();
  }

  /**
   * Whether a thread works for a run of this name: all that Kafka Streams and its clients start
   * have it in theirs.
   */
  public static boolean thread(Thread thread, String name) {
    return thread.getName().contains(name + "-");
  }

  private void await(Application application, Duration tick, Duration patience, Runnable onTick)
      throws InterruptedException {
    long reached = -1;
    long progressNanos = System.nanoTime();
    while (true) {
      Throwable thrown = failure.get();
      if (thrown != null) {
        throw new IllegalStateException(
            "The reference [" + application.id() + "] failed: " + thrown.getMessage(), thrown);
      }
      Map<TopicPartition, Long> committed = offsets.committed(application.id());
      if (offsets.reachEnds(application.id(), application.topology(), committed)) {
        return;
      }
      long sum = committed.values().stream().mapToLong(Long::longValue).sum();
      if (sum > reached) {
        reached = sum;
        progressNanos = System.nanoTime();
      } else if (System.nanoTime() - progressNanos > patience.toNanos()) {
        throw new IllegalStateException(
            "The reference [" + application.id() + "] made no progress for " + patience);
      }
      onTick.run();
      TimeUnit.NANOSECONDS.sleep(tick.toNanos());
    }
  }

  /** Stops all queries; what they have committed stays. */
  @Override
  public void close() {
    applications.forEach(application -> application.streams().close(LEAVING));
    admin.close(Duration.ofSeconds(5));
  }
}
