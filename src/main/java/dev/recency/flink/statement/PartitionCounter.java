package dev.recency.flink.statement;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * A number per source partition, shown under each of some statements with the variable {@code
 * partition}. It is shown from the first count of a partition on. Not thread-safe.
 */
final class PartitionCounter {
  /**
   * Where a statement shows its numbers, and from which it goes on.
   *
   * @param before by partition
   */
  record Page(MetricGroup group, SortedMap<Integer, Long> before) {}

  private final List<Page> pages;
  private final String name;
  private @Nullable SharedCounter[] counters = new @Nullable SharedCounter[0];

  PartitionCounter(List<Page> pages, String name) {
    this.pages = List.copyOf(pages);
    this.name = name;
    TreeSet<Integer> known = new TreeSet<>();
    pages.forEach(page -> known.addAll(page.before().keySet()));
    known.forEach(this::first);
  }

  void inc(int partition) {
    SharedCounter counter = partition < counters.length ? counters[partition] : null;
    (counter == null ? first(partition) : counter).inc();
  }

  private SharedCounter first(int partition) {
    if (partition >= counters.length) {
      counters = Arrays.copyOf(counters, partition + 1);
    }
    SharedCounter counter =
        new SharedCounter(
            pages.stream().mapToLong(page -> page.before().getOrDefault(partition, 0L)).toArray());
    counters[partition] = counter;
    String variable = Integer.toString(partition);
    for (int page = 0; page < pages.size(); page++) {
      counter.show(page, pages.get(page).group().addGroup("partition", variable), name);
    }
    return counter;
  }

  /** What this statement has counted so far, by partition. */
  SortedMap<Integer, Long> counts(int page) {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    for (int partition = 0; partition < counters.length; partition++) {
      SharedCounter counter = counters[partition];
      if (counter != null) {
        counts.put(partition, counter.count(page));
      }
    }
    return counts;
  }
}
