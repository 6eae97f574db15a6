package dev.recency.flink;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.jspecify.annotations.Nullable;

/** What became of the records in one statement of a job, over all its tasks. */
record Counts(
    long read,
    long accepted,
    long filtered,
    long late,
    Map<String, Long> rejectedByReason,
    long commands) {

  static Counts of(InMemoryReporter metrics, JobID job, String statement) {
    return of(metrics, job, statement, variables -> true);
  }

  /** Of one source partition; commands belong to none. */
  static Counts of(InMemoryReporter metrics, JobID job, String statement, int partition) {
    String own = Integer.toString(partition);
    return of(metrics, job, statement, variables -> own.equals(variables.get("<partition>")));
  }

  private static Counts of(
      InMemoryReporter metrics,
      JobID job,
      String statement,
      Predicate<Map<String, String>> counts) {
    Map<String, Long> sums = new HashMap<>();
    Map<String, Long> rejected = new HashMap<>();
    for (LatestMetrics.Group group : LatestMetrics.of(metrics, job, statement)) {
      if (counts.test(group.variables())) {
        for (String name : List.of("read", "accepted", "filtered", "late", "commands")) {
          sums.merge(name, value(group.metrics().get(name)), Long::sum);
        }
        long count = value(group.metrics().get("rejected"));
        if (count > 0) {
          rejected.merge(group.variables().getOrDefault("<reason>", "?"), count, Long::sum);
        }
      }
    }
    return new Counts(
        sums.getOrDefault("read", 0L),
        sums.getOrDefault("accepted", 0L),
        sums.getOrDefault("filtered", 0L),
        sums.getOrDefault("late", 0L),
        rejected,
        sums.getOrDefault("commands", 0L));
  }

  private static long value(@Nullable Metric metric) {
    return metric instanceof Counter counter ? counter.getCount() : 0;
  }

  long rejected() {
    return rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
  }

  boolean balanced() {
    return read == accepted + filtered + late + rejected();
  }
}
