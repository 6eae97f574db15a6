package dev.recency.bench.job;

import dev.recency.bench.Spread;
import dev.recency.flink.Delivery;
import dev.recency.local.EmbeddedKafka;
import dev.recency.local.LocalCluster;
import dev.recency.local.TemporaryDirectory;
import dev.recency.local.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.InMemoryReporter;

/**
 * Events per second of a sliding feature, Kafka to Kafka, against the job that passes each event
 * through and one that copies the bytes: on the heap and on RocksDB, at-least-once and exactly-once,
 * at parallelism 1 and 2, all in one run.
 */
public final class WholeJobBenchmark {
  private static final double GOAL = 0.6;

  private final JobMeter meter;
  private final int rounds;

  private WholeJobBenchmark(JobMeter meter, int rounds) {
    this.meter = meter;
    this.rounds = rounds;
  }

  /** {@code [events [rounds]]}, by default one million and five. */
  public static void main(String[] arguments) {
    long events = arguments.length == 0 ? 1_000_000 : Long.parseLong(arguments[0]);
    int rounds = arguments.length < 2 ? 5 : Integer.parseInt(arguments[1]);
    try (TemporaryDirectory directory = TemporaryDirectory.create("recency-bench-");
        EmbeddedKafka kafka = EmbeddedKafka.start(directory.path());
        Topics topics = Topics.of(kafka.bootstrapServers())) {
      JobInput.load(kafka, topics, events);
      JobMeter meter = new JobMeter(kafka, topics, events);
      for (int parallelism = 1; parallelism <= JobInput.PARTITIONS; parallelism++) {
        new WholeJobBenchmark(meter, rounds).compare(directory, parallelism);
      }
    }
  }

  private static List<JobVariant> variants() {
    List<JobVariant> variants = new ArrayList<>();
    variants.add(JobVariant.copy());
    for (Delivery delivery : Delivery.values()) {
      variants.add(JobVariant.passThrough(delivery));
      Stream.of("hashmap", "rocksdb")
          .forEach(backend -> variants.add(JobVariant.sliding(backend, delivery)));
    }
    return variants;
  }

  private void compare(TemporaryDirectory directory, int parallelism) {
    InMemoryReporter metrics = InMemoryReporter.create();
    Map<String, String> settings = new HashMap<>();
    settings.put("parallelism.default", Integer.toString(parallelism));
    settings.put("execution.checkpointing.interval", "10 s");
    settings.put("taskmanager.memory.managed.size", "256m");
    settings.putAll(metrics.addToConfiguration(new Configuration()).toMap());
    Map<String, List<JobCost>> costs = new LinkedHashMap<>();
    try (LocalCluster cluster =
        LocalCluster.start(1, parallelism, settings, directory.path().resolve("p" + parallelism))) {
      // The first round warms up.
      for (int round = 0; round <= rounds; round++) {
        for (JobVariant variant : variants()) {
          JobCost cost = meter.run(cluster, metrics, variant);
          if (round > 0) {
            costs.computeIfAbsent(variant.name(), name -> new ArrayList<>()).add(cost);
          }
        }
      }
    }
    print(parallelism, costs);
  }

  private static void print(int parallelism, Map<String, List<JobCost>> costs) {
    String copy = JobVariant.copy().name();
    System.out.printf(Locale.ROOT, "%nparallelism %d%n%n", parallelism);
    System.out.println(
        "| job | commands per event | events per second | CPU per event, ns | throughput ÷ bytes copied"
            + " | throughput ÷ pass-through | CPU ÷ pass-through | goal %.1f |".formatted(GOAL));
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
    costs.forEach(
        (name, these) -> {
          List<JobCost> reference = costs.get(passThrough(name).name());
          Spread ratio = JobCost.throughput(these, reference);
          System.out.printf(
              Locale.ROOT,
              "| %s | %.2f | %,.0f | %,.0f | %s | %s | %s | %s |%n",
              name,
              median(these.stream().map(JobCost::commands)),
              1e9 / median(these.stream().map(JobCost::wallNanos)),
              median(these.stream().map(JobCost::cpuNanos)),
              JobCost.throughput(these, costs.get(copy)),
              ratio,
              JobCost.cpu(these, reference),
              !name.startsWith("sliding") ? "" : ratio.median() >= GOAL ? "reached" : "missed");
        });
  }

  /** The job without a window that delivers in the same way. */
  private static JobVariant passThrough(String variant) {
    boolean exactlyOnce = variant.endsWith(Delivery.EXACTLY_ONCE.option());
    return JobVariant.passThrough(exactlyOnce ? Delivery.EXACTLY_ONCE : Delivery.AT_LEAST_ONCE);
  }

  private static double median(Stream<Double> values) {
    return Spread.of(values.collect(Collectors.toList())).median();
  }
}
