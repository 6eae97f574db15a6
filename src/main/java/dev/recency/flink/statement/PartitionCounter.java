package dev.recency.flink.statement;

import java.util.Arrays;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.jspecify.annotations.Nullable;

/**
 * A number per source partition, shown under each of some metric groups with the variable {@code
 * partition}. It is shown from the first count of a partition on. Not thread-safe.
 */
final class PartitionCounter {
  private final List<MetricGroup> groups;
  private final String name;
  private @Nullable Counter[] counters = new @Nullable Counter[0];

  PartitionCounter(List<MetricGroup> groups, String name) {
    this.groups = groups;
    this.name = name;
  }

  void inc(int partition) {
    Counter counter = partition < counters.length ? counters[partition] : null;
    (counter == null ? first(partition) : counter).inc();
  }

  private Counter first(int partition) {
    if (partition >= counters.length) {
      counters = Arrays.copyOf(counters, partition + 1);
    }
    Counter counter = new SimpleCounter();
    counters[partition] = counter;
    String variable = Integer.toString(partition);
    groups.forEach(group -> group.addGroup("partition", variable).counter(name, counter));
    return counter;
  }
}
