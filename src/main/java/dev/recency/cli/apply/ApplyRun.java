package dev.recency.cli.apply;

import dev.recency.cli.Console;
import dev.recency.cli.EnvironmentException;
import dev.recency.cli.ExitCode;
import dev.recency.cli.PlannedDefinitions;
import dev.recency.cli.StopSignal;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.flink.BrokerPreparation;
import dev.recency.flink.JobArguments;
import dev.recency.flink.JobBuilder;
import dev.recency.flink.JobOptions;
import dev.recency.flink.PublishedJob;
import dev.recency.flink.options.EffectiveOptions;
import dev.recency.flink.options.JobSettings;
import dev.recency.flink.options.Redactor;
import dev.recency.plan.change.PlanDifference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** One call of {@code recency apply}. What can be wrong is found before the running job is stopped. */
final class ApplyRun {
  /** What its entry point makes of {@code execution.target} where a cluster runs one application. */
  private static final String OF_AN_APPLICATION = "embedded";

  private static final List<String> SAVEPOINT_DIRECTORY =
      List.of("execution.checkpointing.savepoint-dir", "state.savepoints.dir");

  private final Console console;
  private final ApplyOptions options;
  private final JobSettings written;
  private final Map<String, String> environment;
  private final Redactor redactor;
  private final PlannedDefinitions planned;
  private final FlinkCluster cluster;

  /**
   * @param written the options of the job, and where they were written
   * @param environment where the options of a job that runs may refer to
   * @throws IllegalArgumentException if there is no address of a cluster
   */
  ApplyRun(
      Console console,
      ApplyOptions options,
      JobSettings written,
      Map<String, String> environment,
      Redactor redactor,
      PlannedDefinitions planned) {
    this.console = console;
    this.options = options;
    this.written = written;
    this.environment = environment;
    this.redactor = redactor;
    this.planned = planned;
    this.cluster = FlinkCluster.at(options.flink());
  }

  /**
   * Does all but the change itself.
   *
   * @return the change, or what is left to do if there is none; its value is the exit code
   * @throws IllegalArgumentException with what to write instead
   */
  IntSupplier prepare() throws IOException {
    JobOptions job = JobArguments.options(written, servers());
    requireVersion();
    Map<String, String> settings = cluster.settings();
    requireSession(settings);
    PublishedJob wanted =
        PublishedJob.of(planned.definitions(), planned.plan(), job, options.settings(settings));
    // What cannot be built is refused before anybody is asked.
    BuiltJob.of(wanted);
    Optional<RunningJob> running = RunningJob.find(cluster, job.jobName(), environment, redactor);
    return running.isPresent() ? replace(running.get(), wanted, settings) : begin(wanted);
  }

  private String servers() {
    return written
        .value("bootstrap-servers")
        .orElseThrow(
            () -> new IllegalArgumentException("no Kafka: write --bootstrap-servers HOST:PORT"));
  }

  /** A job graph is in the form of one version. */
  private void requireVersion() {
    String there = cluster.version();
    String here = EnvironmentInformation.getVersion();
    if (!minor(there).equals(minor(here))) {
      throw new EnvironmentException(
          "The cluster has Flink %s, but this is made for Flink %s. Use a cluster of that version."
              .formatted(there, here),
          null);
    }
  }

  /** Another one has no request that submits a job, so the old one would be stopped for nothing. */
  private void requireSession(Map<String, String> settings) {
    if (!options.dryRun() && OF_AN_APPLICATION.equals(settings.get("execution.target"))) {
      throw new EnvironmentException(
          "The cluster runs one application and takes no job from outside. Change what it is made from instead, on Kubernetes the FlinkDeployment; --dry-run says what would change.",
          null);
    }
  }

  private static String minor(String version) {
    return version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
  }

  private IntSupplier begin(PublishedJob wanted) throws IOException {
    Optional<String> state = state(wanted);
    Optional<PlanDifference> difference =
        state.flatMap(
            path -> new JobBuilder(wanted.options()).requireFit(path, planned.definitions()));
    if (difference.isPresent()) {
      console.out().println(difference.get());
    } else {
      String word = state.map(path -> "with what it has in " + path).orElse("added");
      planned
          .plan()
          .queries()
          .forEach(each -> console.out().println("+ " + each.id() + ": " + word));
    }
    Optional<Integer> refused = refused(List.of());
    if (refused.isPresent()) {
      return refused::get;
    }
    Replacement replacement = replacement();
    Replacement.Change change = change(wanted, state.isPresent());
    prepareBroker(wanted);
    return () -> finished(() -> replacement.begin(change, state));
  }

  /** What to go on from; without a word about it, nothing that is known to be there is left behind. */
  private Optional<String> state(PublishedJob wanted) throws IOException {
    if (options.from().isEmpty()) {
      FirstOfItsName.require(cluster, wanted.options());
    }
    return options.from().filter(path -> !path.equals(ApplyOptions.SCRATCH));
  }

  private IntSupplier replace(RunningJob running, PublishedJob wanted, Map<String, String> settings)
      throws IOException {
    if (options.from().isPresent()) {
      throw new IllegalArgumentException(
          "--from begins where no job runs, but job [%s] does: remove --from"
              .formatted(running.state().id()));
    }
    WarmingStatements warming = new WarmingStatements(cluster, console);
    JobDifference difference =
        JobDifference.between(
            running.published(), wanted, planned.plan(), () -> warming.of(running));
    difference.lines().forEach(console.out()::println);
    if (difference.isEmpty()) {
      console.err().println("recency: nothing to do, job " + running.state().id() + " is this one");
      return () -> ExitCode.OK;
    }
    Optional<Integer> refused = refused(difference.lossesBut(wanted.options().acceptedLosses()));
    if (refused.isPresent()) {
      return refused::get;
    }
    running.requireRunning(cluster);
    String directory = savepointDirectory(settings);
    BuiltJob back = BuiltJob.of(running.published());
    PublishedJob accepting = wanted.accepting(difference.losses());
    running.requireFitFor(accepting);
    Replacement.Change change = change(accepting, difference.leavesState());
    Replacement replacement = replacement();
    prepareBroker(wanted);
    return () -> finished(() -> replacement.replace(running.state(), back, change, directory));
  }

  /** The change is not left half done when Ctrl-C comes, and not begun after it. */
  private int finished(Runnable change) {
    Runnable notice =
        () -> console.err().println("recency: finishing the change; do not kill this process");
    try (StopSignal signal = StopSignal.listen(Patience.WHOLE_CHANGE, notice)) {
      if (!signal.requested()) {
        change.run();
      }
    }
    return ExitCode.OK;
  }

  private Replacement replacement() {
    return new Replacement(
        new Steps(cluster, JobJar.find(options.jobJar()), Patience.DEFAULT),
        options.timeout(),
        console);
  }

  private void prepareBroker(PublishedJob wanted) throws IOException {
    new EffectiveOptions(wanted.options(), written, redactor)
        .written()
        .forEach(line -> console.err().println("recency: option " + line));
    new BrokerPreparation(wanted.options()).prepare(planned.plan());
  }

  private static Replacement.Change change(PublishedJob wanted, boolean leavesState) {
    return new Replacement.Change(BuiltJob.of(wanted), leavesState);
  }

  /** The exit code if the change is not to be made. */
  private Optional<Integer> refused(List<String> losses) {
    if (options.dryRun()) {
      return Optional.of(ExitCode.OK);
    }
    Consent.Answer answer = Consent.of(options.yes(), losses, () -> console.ask("Apply? [y/N] "));
    if (answer instanceof Consent.Answer.Unclear unclear) {
      console.err().println("recency: " + unclear.whatToWrite());
      return Optional.of(ExitCode.USAGE);
    }
    return answer instanceof Consent.Answer.Yes ? Optional.empty() : Optional.of(ExitCode.OK);
  }

  private String savepointDirectory(Map<String, String> settings) {
    return options
        .savepointDirectory()
        .or(
            () ->
                SAVEPOINT_DIRECTORY.stream()
                    .filter(settings::containsKey)
                    .map(key -> Objects.requireNonNull(settings.get(key)))
                    .findFirst())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the cluster has no execution.checkpointing.savepoint-dir: write"
                        + " --savepoint-dir DIR, a directory that the cluster can write"));
  }
}
