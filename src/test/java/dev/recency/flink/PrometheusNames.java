package dev.recency.flink;

import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.jspecify.annotations.Nullable;

/**
 * The names and labels that Flink's reporter for Prometheus gives to metrics: scope without values,
 * then the name, joined by {@code _}; a histogram is a summary.
 */
final class PrometheusNames {
  private static final CharacterFilter FILTER = text -> text.replaceAll("[^a-zA-Z0-9:_]", "_");

  private PrometheusNames() {}

  /** Of each name that Prometheus would get of this job, the labels. */
  static Map<String, Set<String>> of(InMemoryReporter metrics, JobID job) {
    Map<String, Set<String>> labelsByName = new HashMap<>();
    metrics
        .getMetricsByGroup()
        .forEach(
            (group, ofGroup) ->
                ofGroup.forEach(
                    (name, metric) -> {
                      if (belongs(group, job) && reported(metric)) {
                        labelsByName
                            .computeIfAbsent(name(group, name), key -> new HashSet<>())
                            .addAll(labels(group, metric));
                      }
                    }));
    return labelsByName;
  }

  private static boolean belongs(MetricGroup group, JobID job) {
    return job.toString().equals(group.getAllVariables().get("<job_id>"));
  }

  private static String name(MetricGroup group, String name) {
    String scope = ((AbstractMetricGroup<?>) group).getLogicalScope(FILTER, '_');
    return "flink_" + scope + "_" + FILTER.filterCharacters(name);
  }

  private static Set<String> labels(MetricGroup group, Metric metric) {
    Set<String> labels = new HashSet<>();
    for (String variable : group.getAllVariables().keySet()) {
      labels.add(FILTER.filterCharacters(variable.substring(1, variable.length() - 1)));
    }
    if (metric instanceof Histogram) {
      labels.add("quantile");
    }
    return labels;
  }

  /** A gauge of anything but a number is left out. */
  private static boolean reported(Metric metric) {
    if (metric instanceof Gauge<?> gauge) {
      Object value = valueNow(gauge);
      return value instanceof Number || value instanceof Boolean;
    }
    return true;
  }

  /** Flink counts committables in a map that its task changes meanwhile: no value then. */
  private static @Nullable Object valueNow(Gauge<?> gauge) {
    try {
      return gauge.getValue();
    } catch (ConcurrentModificationException e) {
      return null;
    }
  }
}
