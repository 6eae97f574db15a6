package dev.recency.bench.job;

import com.sun.management.OperatingSystemMXBean;
import dev.recency.local.EmbeddedKafka;
import dev.recency.local.LocalCluster;
import dev.recency.local.Topics;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs jobs one after the other and measures each between the first tenth of its input and its end. */
final class JobMeter {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final EmbeddedKafka kafka;
  private final Topics topics;
  private final long events;
  private int runs;

  /**
   * @param events in the input's topic
   */
  JobMeter(EmbeddedKafka kafka, Topics topics, long events) {
    this.kafka = kafka;
    this.topics = topics;
    this.events = events;
  }

  /**
   * Runs a job to the end of its input and cancels it.
   *
   * @param metrics of the cluster
   */
  JobCost run(LocalCluster cluster, InMemoryReporter metrics, JobVariant variant) {
    String output = "bench-output-" + runs++;
    kafka.createTopic(output, JobInput.PARTITIONS);
    StreamExecutionEnvironment environment = cluster.environment();
    variant.build(environment, kafka.bootstrapServers(), output);
    JobID job = cluster.submit(environment, output);
    LongSupplier read = () -> consumed(metrics, job);
    long begun = await(read, events / 10);
    long startNanos = System.nanoTime();
    long startCpuNanos = SYSTEM.getProcessCpuTime();
    await(read, events);
    await(() -> written(output), events);
    double wallNanos = System.nanoTime() - startNanos;
    double cpuNanos = SYSTEM.getProcessCpuTime() - startCpuNanos;
    double commands = written(output);
    cluster.cancel(job);
    long measured = events - begun;
    return new JobCost(wallNanos / measured, cpuNanos / measured, commands / events);
  }

  private long written(String output) {
    return topics.ends(List.of(output)).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Offsets behind the source's readers, over all partitions. */
  private static long consumed(InMemoryReporter metrics, JobID job) {
    return metrics.findMetrics(job, ".*currentOffset").values().stream()
        .mapToLong(gauge -> Math.max(0, ((Number) ((Gauge<?>) gauge).getValue()).longValue() + 1))
        .sum();
  }

  private static long await(LongSupplier count, long wanted) {
    long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (true) {
      long now = count.getAsLong();
      if (now >= wanted) {
        return now;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("[" + now + "] of [" + wanted + "] after five minutes");
      }
      LockSupport.parkNanos(10_000_000);
    }
  }
}
