package dev.recency.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.MetricSample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics of a job by what they are about, each over all tasks that have it. */
public final class JobMetrics {
  /** Of a statement, summed over partitions and reasons. */
  private static final Pattern OF_STATEMENT =
      Pattern.compile(
          "^.*?\\.statement\\.([^.]+)(?:\\.(?:reason|partition)\\.[^.]+)*\\.([A-Za-z]+(?:_p99)?)$");

  private static final Pattern OF_SOURCE =
      Pattern.compile("^(Source__source_.+)\\.(numRecordsOutPerSecond|pendingRecords)$");
  private static final Pattern OF_SINK =
      Pattern.compile("^(sink-.+__Writer)\\.(numRecordsInPerSecond)$");

  private static final Set<String> WANTED =
      Set.of(
          "accepted",
          "filtered",
          "late",
          "rejected",
          "commands",
          "keysWithState",
          "stateBytes",
          "clockLagMillis",
          "commandDelayMillis_p99",
          "balance",
          "balanceCheckpoint",
          "warming");

  private record Subject(String kind, String name, String metric) {}

  private record Total(double min, double max, double sum) {
    Total plus(Total other) {
      return new Total(Math.min(min, other.min), Math.max(max, other.max), sum + other.sum);
    }
  }

  private final Map<Subject, Total> totals = new HashMap<>();

  JobMetrics(Collection<MetricSample> samples) {
    for (MetricSample sample : samples) {
      add("statement", OF_STATEMENT, sample);
      add("operator", OF_SOURCE, sample);
      add("operator", OF_SINK, sample);
    }
  }

  /** Those that a job shows now. */
  public static JobMetrics read(FlinkCluster cluster, String job) {
    return read(cluster, job, cluster.details(job));
  }

  static JobMetrics read(FlinkCluster cluster, String job, JsonNode details) {
    List<MetricSample> samples = new ArrayList<>();
    for (JsonNode vertex : details.path("vertices")) {
      samples.addAll(cluster.metrics(job, vertex.path("id").asText(), JobMetrics::wanted));
    }
    return new JobMetrics(samples);
  }

  private void add(String kind, Pattern pattern, MetricSample sample) {
    Matcher matcher = pattern.matcher(sample.name());
    if (matcher.matches() && !Double.isNaN(sample.sum())) {
      totals.merge(
          new Subject(kind, matcher.group(1), matcher.group(2)),
          new Total(sample.min(), sample.max(), sample.sum()),
          Total::plus);
    }
  }

  /** Whether a metric is one of these. */
  static boolean wanted(String name) {
    Matcher statement = OF_STATEMENT.matcher(name);
    return (statement.matches() && WANTED.contains(statement.group(2)))
        || OF_SOURCE.matcher(name).matches()
        || OF_SINK.matcher(name).matches();
  }

  /** The sum of a statement's metric; empty if there is none, or one of them is unknown. */
  OptionalLong sum(String statement, String metric) {
    Total total = totals.get(new Subject("statement", OperatorName.inMetrics(statement), metric));
    return total == null || (total.min() < 0 && !metric.equals("balance"))
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(total.sum()));
  }

  /** The same of what has no metric before it is counted for the first time. */
  OptionalLong counted(String statement, String metric) {
    OptionalLong sum = sum(statement, metric);
    return sum.isEmpty() && sum(statement, "commands").isPresent() ? OptionalLong.of(0) : sum;
  }

  /** The largest value of a statement's metric. */
  OptionalLong max(String statement, String metric) {
    Total total = totals.get(new Subject("statement", OperatorName.inMetrics(statement), metric));
    return total == null ? OptionalLong.empty() : OptionalLong.of(Math.round(total.max()));
  }

  /** Whether a statement's values may still lack events; empty if it does not tell. */
  public Optional<Boolean> warming(String statement) {
    OptionalLong warming = max(statement, "warming");
    return warming.isPresent() ? Optional.of(warming.getAsLong() > 0) : Optional.empty();
  }

  /** A sum that is only one if all its parts are of the same checkpoint. */
  OptionalLong balance(String statement) {
    Total of =
        totals.get(
            new Subject("statement", OperatorName.inMetrics(statement), "balanceCheckpoint"));
    return of == null || of.min() < 0 || of.min() != of.max()
        ? OptionalLong.empty()
        : sum(statement, "balance");
  }

  /**
   * The sum of an operator's metric.
   *
   * @param operator {@link OperatorName#inMetrics()}
   */
  OptionalDouble ofOperator(String operator, String metric) {
    Total total = totals.get(new Subject("operator", operator, metric));
    return total == null ? OptionalDouble.empty() : OptionalDouble.of(total.sum());
  }
}
