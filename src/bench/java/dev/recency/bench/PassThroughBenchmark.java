package dev.recency.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.recency.flink.Definitions;
import dev.recency.flink.JobBuilder;
import dev.recency.flink.JobOptions;
import dev.recency.local.EmbeddedKafka;
import dev.recency.local.LocalCluster;
import dev.recency.local.TemporaryDirectory;
import dev.recency.local.Topics;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records per second of one feature, Kafka → decode → filter → encode → Kafka, against the same
 * cluster copying the same bytes, at parallelism 1 and 2. The ratio is what the feature costs; the
 * absolute numbers are those of a broker, a cluster and a producer in one process.
 */
public final class PassThroughBenchmark {
  private static final String INPUT = "bench-events";
  private static final int PARTITIONS = 2;
  private static final int ROUNDS = 5;
  private static final double GOAL = 0.6;

  private final Topics topics;
  private final EmbeddedKafka kafka;
  private final long records;
  private int runs;

  private PassThroughBenchmark(EmbeddedKafka kafka, Topics topics, long records) {
    this.kafka = kafka;
    this.topics = topics;
    this.records = records;
  }

  /** {@code [records]}, by default one million. */
  public static void main(String[] arguments) {
    long records = arguments.length == 0 ? 1_000_000 : Long.parseLong(arguments[0]);
    try (TemporaryDirectory directory = TemporaryDirectory.create("recency-bench-");
        EmbeddedKafka kafka = EmbeddedKafka.start(directory.path());
        Topics topics = Topics.of(kafka.bootstrapServers())) {
      PassThroughBenchmark benchmark = new PassThroughBenchmark(kafka, topics, records);
      benchmark.load();
      for (int parallelism = 1; parallelism <= PARTITIONS; parallelism++) {
        Map<String, String> settings =
            Map.of(
                "parallelism.default", Integer.toString(parallelism),
                "execution.checkpointing.interval", "10 s");
        try (LocalCluster cluster =
            LocalCluster.start(
                1, parallelism, settings, directory.path().resolve("p" + parallelism))) {
          benchmark.compare(cluster, parallelism);
        }
      }
    }
  }

  private void load() {
    kafka.createTopic(INPUT, PARTITIONS);
    kafka.createTopic(JobOptions.DEFAULT_DEAD_LETTER_TOPIC, 1);
    long loaded = topics.load(LongStream.range(0, records).iterator(), this::record);
    System.out.printf(Locale.ROOT, "loaded [%d] records%n", loaded);
  }

  private ProducerRecord<byte[], byte[]> record(long number) {
    String json =
        "{\"userId\":\"user-%d\",\"peerId\":\"user-%d\",\"kind\":\"%s\",\"amount\":%d.25,"
            + "\"sentAt\":%d,\"device\":\"phone\",\"country\":\"NO\",\"text\":\"%s\"}";
    String value =
        json.formatted(
            number % 10_007,
            number % 9_973,
            number % 2 == 0 ? "message" : "call",
            number % 1_000,
            1_700_000_000_000L + number,
            "some words that nobody reads, as long as a short message is");
    return new ProducerRecord<>(
        INPUT, (int) (number % PARTITIONS), null, value.getBytes(StandardCharsets.UTF_8));
  }

  private void compare(LocalCluster cluster, int parallelism) {
    List<Double> throughput = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      Cost copy = cost(cluster, this::buildCopy);
      Cost feature = cost(cluster, this::buildFeature);
      // The first round warms up.
      if (round > 0) {
        throughput.add(copy.wallNanos() / feature.wallNanos());
        cpu.add(copy.cpuNanos() / feature.cpuNanos());
        System.out.printf(
            Locale.ROOT,
            "  round [%d]: bytes copied [%.0f] ns and [%.0f] ns of CPU per record, feature [%.0f]"
                + " and [%.0f]%n",
            round,
            copy.wallNanos(),
            copy.cpuNanos(),
            feature.wallNanos(),
            feature.cpuNanos());
      }
    }
    Spread ratio = Spread.of(throughput);
    System.out.printf(
        Locale.ROOT,
        "parallelism [%d]: feature / bytes copied, median (least to largest): throughput [%s],"
            + " goal [%.2f] %s; CPU [%s]%n",
        parallelism,
        ratio,
        GOAL,
        ratio.median() >= GOAL ? "reached" : "missed",
        Spread.of(cpu));
  }

  /** Of one record; the CPU is that of the whole process, broker included. */
  private record Cost(double wallNanos, double cpuNanos) {}

  private interface Job {
    void build(StreamExecutionEnvironment environment, String output);
  }

  /** The cost between the first tenth of the output and its end. */
  private Cost cost(LocalCluster cluster, Job job) {
    String output = "bench-output-" + runs++;
    kafka.createTopic(output, PARTITIONS);
    StreamExecutionEnvironment environment = cluster.environment();
    job.build(environment, output);
    JobID id = cluster.submit(environment, output);
    long begun = awaitOutput(output, records / 10);
    long startNanos = System.nanoTime();
    double startCpuNanos = cpuNanos();
    awaitOutput(output, records);
    double wallNanos = System.nanoTime() - startNanos;
    double cpuNanos = cpuNanos() - startCpuNanos;
    cluster.cancel(id);
    return new Cost(wallNanos / (records - begun), cpuNanos / (records - begun));
  }

  private long awaitOutput(String output, long wanted) {
    long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (true) {
      long written =
          topics.ends(List.of(output)).values().stream().mapToLong(Long::longValue).sum();
      if (written >= wanted) {
        return written;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "[" + written + "] of [" + wanted + "] records after five minutes");
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  private void buildCopy(StreamExecutionEnvironment environment, String output) {
    ByteCopy.build(environment, kafka.bootstrapServers(), INPUT, output);
  }

  /** Passes every record, so both jobs write equally many. */
  private void buildFeature(StreamExecutionEnvironment environment, String output) {
    String sql =
        """
        CREATE STREAM events (userId STRING, kind STRING, amount DOUBLE, sentAt BIGINT)
          WITH (KAFKA_TOPIC='%s', VALUE_FORMAT='JSON');
        CREATE STREAM commands WITH (KAFKA_TOPIC='%s', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false)
        AS SELECT STRUCT(`feature_name` := 'last-message', `method` := 'UPDATE',
          `keys` := STRUCT(`user_id` := userId),
          `values` := STRUCT(`kind` := kind, `amount` := amount,
            `_last_updated_at_ms` := sentAt))
        FROM events WHERE kind = 'message' OR amount >= 0 EMIT CHANGES;
        """
            .formatted(INPUT, output);
    new JobBuilder(JobOptions.of(kafka.bootstrapServers()).withJobName(output))
        .build(environment, Definitions.of("bench.sql", sql));
  }

  private static double cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
