package dev.recency.cli.apply;

import dev.recency.cli.Console;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.Waiting;
import dev.recency.cli.status.JobMetrics;
import dev.recency.plan.Query;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which statements of a job are not exact yet, as it shows in its metrics. */
final class WarmingStatements {
  /** Flink fetches them every ten seconds while somebody asks. */
  private static final Duration FETCHED = Duration.ofSeconds(15);

  private final FlinkCluster cluster;
  private final Console console;
  private final Duration limit;

  WarmingStatements(FlinkCluster cluster, Console console) {
    this(cluster, console, FETCHED);
  }

  /**
   * @param limit how long a job may be silent
   */
  WarmingStatements(FlinkCluster cluster, Console console, Duration limit) {
    this.cluster = cluster;
    this.console = console;
    this.limit = limit;
  }

  /** Those that say so, and those that say nothing: nobody is promised what may not be. */
  Set<String> of(RunningJob job) {
    List<String> sliding =
        job.plan().queries().stream()
            .filter(Query.Sliding.class::isInstance)
            .map(Query::id)
            .toList();
    Optional<JobMetrics> all =
        Waiting.until(
            limit,
            () ->
                Optional.of(JobMetrics.read(cluster, job.state().id()))
                    .filter(told -> sliding.stream().allMatch(each -> tells(told, each))));
    JobMetrics told = all.orElseGet(() -> JobMetrics.read(cluster, job.state().id()));
    Set<String> silent = those(sliding, each -> !tells(told, each));
    if (!silent.isEmpty()) {
      console
          .err()
          .println(
              "recency: the job does not tell whether these are exact yet, so they are taken to be warming: "
                  + silent);
    }
    return those(sliding, each -> told.warming(each).orElse(true));
  }

  private static boolean tells(JobMetrics metrics, String statement) {
    return metrics.warming(statement).isPresent();
  }

  private static Set<String> those(List<String> statements, Predicate<String> which) {
    return statements.stream().filter(which).collect(Collectors.toCollection(TreeSet::new));
  }
}
