package dev.recency.bench;

import dev.recency.flink.Definitions;
import dev.recency.flink.JobBuilder;
import dev.recency.flink.JobOptions;
import dev.recency.local.EmbeddedKafka;
import dev.recency.local.LocalCluster;
import dev.recency.local.TemporaryDirectory;
import dev.recency.local.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Kafka → decode → filter → encode → Kafka against the same job that copies bytes. Every record
 * passes the filter, so both jobs write as many records. Broker and both jobs share this process;
 * variants take turns, and only the stretch from 10 % to all of the records written is timed, so
 * that the start of a job does not count.
 *
 * <p>Arguments: records (default 400000), rounds (default 5). Result: a table on standard output
 * and {@code target/bench/passthrough.json}.
 */
public final class PassThroughBenchmark {
  private static final String INPUT = "bench-messages";
  private static final int PARTITIONS = 4;
  private static final double WARM_SHARE = 0.1;
  private static final double GOAL = 0.6;

  private final EmbeddedKafka kafka;
  private final LocalCluster cluster;
  private final long records;
  private int runs;

  private PassThroughBenchmark(EmbeddedKafka kafka, LocalCluster cluster, long records) {
    this.kafka = kafka;
    this.cluster = cluster;
    this.records = records;
  }

  /** What one run took, per record. */
  private record Cost(double wallNanos, double cpuNanos) {}

  public static void main(String[] arguments) throws IOException {
    long records = arguments.length > 0 ? Long.parseLong(arguments[0]) : 400_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    try (TemporaryDirectory directory = TemporaryDirectory.create("recency-bench");
        EmbeddedKafka kafka = EmbeddedKafka.start(directory.path().resolve("kafka"));
        LocalCluster cluster =
            LocalCluster.start(1, 2, Map.of(), directory.path().resolve("flink"))) {
      new PassThroughBenchmark(kafka, cluster, records).run(rounds);
    }
  }

  private void run(int rounds) throws IOException {
    kafka.createTopic(INPUT, PARTITIONS);
    try (Topics topics = Topics.of(kafka.bootstrapServers())) {
      long unused = topics.load(LongStream.range(0, records).iterator(), PassThroughBenchmark::message);
      List<String> rows = new ArrayList<>();
      for (int parallelism : new int[] {1, 2}) {
        Cost warmRaw = measure(topics, "raw", parallelism);
        Cost warmFeature = measure(topics, "feature", parallelism);
        System.err.printf("warm-up %s %s%n", warmRaw, warmFeature);
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
          for (String variant : List.of("raw", "feature")) {
            Cost cost = measure(topics, variant, parallelism);
            costs.computeIfAbsent(variant, each -> new ArrayList<>()).add(cost);
          }
        }
        rows.add(report(parallelism, costs.get("raw"), costs.get("feature")));
      }
      Path file = Path.of("target", "bench", "passthrough.json");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "[" + String.join(",\n ", rows) + "]\n");
    }
  }

  private static ProducerRecord<byte[], byte[]> message(Long number) {
    String json =
        String.format(
            Locale.ROOT,
            "{\"userId\":\"u%d\",\"peerId\":\"u%d\",\"sentAt\":%d,\"kind\":\"chat\","
                + "\"length\":%d,\"room\":\"r%d\"}",
            number * 7919 % 10_000,
            number * 104_729 % 10_000,
            1_700_000_000_000L + number,
            number % 200,
            number % 1000);
    int partition = (int) (number % PARTITIONS);
    return new ProducerRecord<>(INPUT, partition, null, json.getBytes(StandardCharsets.UTF_8));
  }

  private Cost measure(Topics topics, String variant, int parallelism) {
    String output = variant + "-" + parallelism + "-" + runs++;
    kafka.createTopic(output, PARTITIONS);
    StreamExecutionEnvironment environment = cluster.environment();
    environment.setParallelism(parallelism);
    JobOptions options = JobOptions.of(kafka.bootstrapServers()).withJobName(output);
    if (variant.equals("raw")) {
      RawCopy.build(environment, options, INPUT, output);
    } else {
      Object unused =
          new JobBuilder(options).build(environment, Definitions.of("bench.sql", sql(output)));
    }
    JobID job = cluster.submit(environment, output);
    long first = await(topics, output, (long) (records * WARM_SHARE));
    long start = System.nanoTime();
    long cpuStart = cpuNanos();
    long last = await(topics, output, records);
    double wall = System.nanoTime() - start;
    double cpu = cpuNanos() - cpuStart;
    if (last != records) {
      throw new IllegalStateException("[" + last + "] records came out of [" + records + "]");
    }
    cluster.cancel(job);
    return new Cost(wall / (last - first), cpu / (last - first));
  }

  private static String sql(String output) {
    return "CREATE STREAM messages (userId STRING, peerId STRING, sentAt BIGINT, kind STRING,"
        + " length INT, room STRING) WITH (KAFKA_TOPIC='"
        + INPUT
        + "', VALUE_FORMAT='JSON');\n"
        + "CREATE STREAM commands WITH (KAFKA_TOPIC='"
        + output
        + "', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false) AS SELECT STRUCT(`feature_name` :="
        + " 'last-message', `method` := 'UPDATE', `keys` := STRUCT(`user_id` := userId), `values`"
        + " := STRUCT(`peer_id` := peerId, `_last_updated_at_ms` := sentAt)) FROM messages WHERE"
        + " kind = 'chat' EMIT CHANGES;";
  }

  private static long await(Topics topics, String topic, long wanted) {
    while (true) {
      long written =
          topics.ends(List.of(topic)).values().stream().mapToLong(Long::longValue).sum();
      if (written >= wanted) {
        return written;
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean)
            ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static String report(int parallelism, List<Cost> raw, List<Cost> feature) {
    List<Double> wall = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    for (int round = 0; round < raw.size(); round++) {
      wall.add(raw.get(round).wallNanos() / feature.get(round).wallNanos());
      cpu.add(raw.get(round).cpuNanos() / feature.get(round).cpuNanos());
    }
    System.out.printf(
        Locale.ROOT,
        "parallelism %d: throughput of the feature job / raw copy = %s, CPU of raw copy / feature"
            + " job = %s (goal %.1f); raw %.2f µs, feature %.2f µs CPU per record%n",
        parallelism,
        Spread.of(wall),
        Spread.of(cpu),
        GOAL,
        Spread.of(raw.stream().map(Cost::cpuNanos).toList()).median() / 1000,
        Spread.of(feature.stream().map(Cost::cpuNanos).toList()).median() / 1000);
    return String.format(
        Locale.ROOT,
        "{\"parallelism\":%d,\"throughputRatio\":%s,\"cpuRatio\":%s}",
        parallelism,
        Spread.of(wall).json(),
        Spread.of(cpu).json());
  }
}
