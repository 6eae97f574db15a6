package dev.recency.cli.status;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Metrics of the operators of some topics, one each; unknown where Flink calls two alike. */
final class OperatorMetrics {
  private final JobMetrics metrics;
  private final List<OperatorName> all;
  private final Function<String, OperatorName> name;

  /**
   * @param topics of all operators of this kind
   * @param name of the operator of a topic
   */
  OperatorMetrics(JobMetrics metrics, List<String> topics, Function<String, OperatorName> name) {
    this.metrics = metrics;
    this.all = topics.stream().map(name).toList();
    this.name = name;
  }

  OptionalDouble sum(String topic, String metric) {
    String own = name.apply(topic).inMetrics();
    return all.stream().filter(each -> each.inMetrics().equals(own)).count() > 1
        ? OptionalDouble.empty()
        : metrics.ofOperator(own, metric);
  }
}
