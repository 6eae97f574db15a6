package dev.recency.bench.job;

import dev.recency.bench.Spread;
import dev.recency.flink.Delivery;
import dev.recency.local.EmbeddedKafka;
import dev.recency.local.LocalCluster;
import dev.recency.local.TemporaryDirectory;
import dev.recency.local.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.InMemoryReporter;

/**
 * Records per second of one feature, Kafka → decode → filter → encode → Kafka, against the same
 * cluster copying the same bytes, at parallelism 1 and 2. The ratio is what the feature costs; the
 * absolute numbers are those of a broker, a cluster and a producer in one process.
 */
public final class PassThroughBenchmark {
  private static final int ROUNDS = 5;
  private static final double GOAL = 0.6;

  private PassThroughBenchmark() {}

  /** {@code [records]}, by default one million. */
  public static void main(String[] arguments) {
    long records = arguments.length == 0 ? 1_000_000 : Long.parseLong(arguments[0]);
    try (TemporaryDirectory directory = TemporaryDirectory.create("recency-bench-");
        EmbeddedKafka kafka = EmbeddedKafka.start(directory.path());
        Topics topics = Topics.of(kafka.bootstrapServers())) {
      JobInput.load(kafka, topics, records);
      JobMeter meter = new JobMeter(kafka, topics, records);
      for (int parallelism = 1; parallelism <= JobInput.PARTITIONS; parallelism++) {
        compare(meter, directory, parallelism);
      }
    }
  }

  private static void compare(JobMeter meter, TemporaryDirectory directory, int parallelism) {
    InMemoryReporter metrics = InMemoryReporter.create();
    Map<String, String> settings =
        new HashMap<>(metrics.addToConfiguration(new Configuration()).toMap());
    settings.put("parallelism.default", Integer.toString(parallelism));
    settings.put("execution.checkpointing.interval", "10 s");
    List<JobCost> copies = new ArrayList<>();
    List<JobCost> features = new ArrayList<>();
    try (LocalCluster cluster =
        LocalCluster.start(1, parallelism, settings, directory.path().resolve("p" + parallelism))) {
      // The first round warms up.
      for (int round = 0; round <= ROUNDS; round++) {
        JobCost copy = meter.run(cluster, metrics, JobVariant.copy());
        JobCost feature =
            meter.run(cluster, metrics, JobVariant.passThrough(Delivery.AT_LEAST_ONCE));
        if (round > 0) {
          copies.add(copy);
          features.add(feature);
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
    }
    Spread ratio = JobCost.throughput(features, copies);
    System.out.printf(
        Locale.ROOT,
        "parallelism [%d]: feature / bytes copied, median (least to largest): throughput [%s],"
            + " goal [%.2f] %s; CPU [%s]%n",
        parallelism,
        ratio,
        GOAL,
        ratio.median() >= GOAL ? "reached" : "missed",
        JobCost.cpu(copies, features));
  }
}
