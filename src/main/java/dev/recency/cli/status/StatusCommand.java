package dev.recency.cli.status;

import dev.recency.cli.Console;
import dev.recency.cli.EnvironmentException;
import dev.recency.cli.ExitCode;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.JobState;
import dev.recency.cli.rest.Waiting;
import dev.recency.flink.options.Redactor;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what the jobs of a Flink cluster do. */
@Command(
    name = "status",
    description = "Say how the jobs on a Flink cluster fare.",
    usageHelpWidth = 100,
    footerHeading = "%nExamples:%n",
    footer = {
      "  recency status --flink http://localhost:8081",
      "  recency status --flink http://localhost:8081 --job-name shop --json",
      "",
      "Exit code 0 if every job shown runs, 1 if one does not, 4 if there is none.",
      "Numbers are as old as metrics.fetcher.update-interval of the cluster: 10 s by default.",
      "A dash stands for what the cluster does not tell."
    })
public final class StatusCommand implements Callable<Integer> {
  /** Flink fetches metrics when somebody asks, and answers with those of the last time. */
  private static final Duration FETCHED = Duration.ofSeconds(1);

  private final Console console;
  private final Redactor redactor;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--flink",
      required = true,
      paramLabel = "URL",
      description = "The cluster's REST address: http://HOST:8081.")
  private String flink = "";

  @Option(
      names = "--job-name",
      paramLabel = "NAME",
      description = "Only jobs of this name. Default: all that Recency made.")
  private @Nullable String jobName;

  @Option(names = "--json", description = "Write one JSON object instead of text.")
  private boolean json;

  /**
   * Writes to this console.
   *
   * @param redactor hides what a failure on the cluster tells
   */
  public StatusCommand(Console console, Redactor redactor) {
    this.console = console;
    this.redactor = redactor;
  }

  @Override
  public Integer call() {
    FlinkCluster cluster = cluster();
    cluster.version();
    JobReading reading = new JobReading(cluster, redactor);
    List<JobState> jobs = newest(cluster.jobs());
    if (jobs.stream().flatMap(job -> reading.read(job).stream()).findAny().isPresent()) {
      Waiting.pause(FETCHED);
    }
    List<JobReport> reports = jobs.stream().flatMap(job -> reading.read(job).stream()).toList();
    if (reports.isEmpty()) {
      throw new EnvironmentException(
          "No job of Recency%s is on [%s]. Start one with recency apply."
              .formatted(jobName == null ? "" : " named [" + jobName + "]", flink),
          null);
    }
    if (json) {
      console.out().println(StatusJson.of(reports));
    } else {
      reports.forEach(report -> StatusText.print(report, console.out()));
    }
    return reports.stream().allMatch(report -> report.state().running())
        ? ExitCode.OK
        : ExitCode.DIFFERENT;
  }

  /** Those that have not ended, and of a name that has none of these the last one. */
  private List<JobState> newest(List<JobState> all) {
    return all.stream()
        .filter(job -> jobName == null || job.name().equals(jobName))
        .filter(job -> !job.ended() || last(all, job))
        .sorted(Comparator.comparing(JobState::name))
        .toList();
  }

  private static boolean last(List<JobState> all, JobState job) {
    Stream<JobState> others =
        all.stream().filter(each -> each.name().equals(job.name()) && !each.equals(job));
    return others.allMatch(each -> each.ended() && each.startMillis() < job.startMillis());
  }

  private FlinkCluster cluster() {
    try {
      return FlinkCluster.at(flink);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
