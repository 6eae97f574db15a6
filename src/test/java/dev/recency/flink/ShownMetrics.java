package dev.recency.flink;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;

/** The metrics that operators show to a reporter, without a cluster. */
public final class ShownMetrics {
  private record Shown(String name, Map<String, String> variables, Metric metric) {}

  private final List<Shown> shown = new CopyOnWriteArrayList<>();
  private final TestingMetricRegistry registry =
      TestingMetricRegistry.builder()
          .setRegisterConsumer(
              (metric, name, group) -> shown.add(new Shown(name, group.getAllVariables(), metric)))
          .build();

  private TaskMetricGroup task() {
    return TaskManagerMetricGroup.createTaskManagerMetricGroup(
            registry, "localhost", ResourceID.generate())
        .addJob(new JobID(), "job")
        .addTask(ExecutionAttemptID.randomId(), "task");
  }

  /** The group of an operator. */
  public MetricGroup operator() {
    return task().getOrAddOperator(new OperatorID(), "operator", Map.of());
  }

  /** The environment of a subtask whose metrics are seen here. */
  public MockEnvironment environment(int maxParallelism, int parallelism, int subtask) {
    return new MockEnvironmentBuilder()
        .setTaskName("task")
        .setManagedMemorySize(3L << 20)
        .setBufferSize(1024)
        .setMaxParallelism(maxParallelism)
        .setParallelism(parallelism)
        .setSubtaskIndex(subtask)
        .setMetricGroup(task())
        .build();
  }

  private Stream<Shown> of(String statement, String name, Predicate<Map<String, String>> place) {
    return shown.stream()
        .filter(each -> each.name().equals(name))
        .filter(each -> statement.equals(each.variables().get("<statement>")))
        .filter(each -> place.test(each.variables()));
  }

  private static long value(Metric metric) {
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    return ((Number) ((Gauge<?>) metric).getValue()).longValue();
  }

  /** The names of all metrics of a statement. */
  public Set<String> names(String statement) {
    return shown.stream()
        .filter(each -> statement.equals(each.variables().get("<statement>")))
        .map(Shown::name)
        .collect(Collectors.toSet());
  }

  /** The values of a counter or gauge in all subtasks and, if it has such, all partitions. */
  public LongStream values(String statement, String name) {
    return of(statement, name, place -> true).mapToLong(each -> value(each.metric()));
  }

  /** The sum over all subtasks and partitions. */
  public long sum(String statement, String name) {
    return values(statement, name).sum();
  }

  /** The sum over all subtasks for a source partition. */
  public long sum(String statement, String name, int partition) {
    String own = Integer.toString(partition);
    return of(statement, name, place -> own.equals(place.get("<partition>")))
        .mapToLong(each -> value(each.metric()))
        .sum();
  }

  /** The rejections of one reason over all subtasks and partitions. */
  public long rejected(String statement, String reason) {
    return of(statement, "rejected", place -> reason.equals(place.get("<reason>")))
        .mapToLong(each -> value(each.metric()))
        .sum();
  }

  /** A histogram of the first subtask that shows it. */
  public Optional<Histogram> histogram(String statement, String name) {
    return of(statement, name, place -> true).map(each -> (Histogram) each.metric()).findFirst();
  }
}
