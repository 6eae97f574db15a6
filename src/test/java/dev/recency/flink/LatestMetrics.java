package dev.recency.flink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.testutils.InMemoryReporter;

/**
 * The metrics of a statement as a reporter shows them: those of the last attempt of each subtask.
 * The reporter of the tests keeps those of tasks that have failed, too.
 */
final class LatestMetrics {
  /** The metrics under some variables. */
  record Group(Map<String, String> variables, Map<String, Metric> metrics) {
    private String subtask() {
      return variables.get("<task_id>") + " " + variables.get("<subtask_index>");
    }

    private int attempt() {
      return Integer.parseInt(variables.getOrDefault("<task_attempt_num>", "0"));
    }
  }

  private LatestMetrics() {}

  static List<Group> of(InMemoryReporter reporter, JobID job, String statement) {
    List<Group> all = new ArrayList<>();
    Map<String, Integer> attempts = new HashMap<>();
    Map<MetricGroup, Map<String, Metric>> groups = reporter.getMetricsByGroup();
    groups.forEach(
        (group, metrics) -> {
          Group each = new Group(group.getAllVariables(), metrics);
          if (job.toString().equals(each.variables().get("<job_id>"))
              && statement.equals(each.variables().get("<statement>"))) {
            all.add(each);
            attempts.merge(each.subtask(), each.attempt(), Math::max);
          }
        });
    return all.stream()
        .filter(each -> attempts.getOrDefault(each.subtask(), 0) == each.attempt())
        .toList();
  }
}
