package dev.recency.cli.compare;

import dev.recency.accuracy.ComparedSystem;
import dev.recency.accuracy.Comparison;
import dev.recency.accuracy.ComparisonOptions;
import dev.recency.accuracy.ComparisonOptions.Provenance;
import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.cli.Console;
import dev.recency.cli.ExitCode;
import dev.recency.cli.InputFile;
import dev.recency.cli.StopSignal;
import dev.recency.cli.server.KsqldbServer;
import dev.recency.flink.ClientOptions;
import dev.recency.flink.ProductVersion;
import dev.recency.flink.options.JobSettings;
import dev.recency.local.BrokerException;
import dev.recency.local.LocalRun;
import dev.recency.local.StoredRecords;
import dev.recency.local.TemporaryDirectory;
import dev.recency.local.Topics;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.legal.StandIn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;

/** The steps of a comparison: load, look, run Recency, run the stand-ins, compare, write. */
final class CompareRun {
  private static final String LIVE = "Recency, live idle timeout";
  private static final String SAWTOOTH = "Chronon sawtooth";
  private static final String OVER = "Flink OVER";
  private static final Map<String, String> FLINK =
      Map.of("restart-strategy.type", "disable", "execution.checkpointing.interval", "1 s");

  private final Console console;
  private final CompareOptions options;
  private final JobSettings settings;
  private final Subject subject;
  private final List<InputFile> inputs;
  private final String commandLine;
  private final StopSignal signal;

  CompareRun(
      Console console,
      CompareOptions options,
      JobSettings settings,
      Subject subject,
      List<InputFile> inputs,
      String commandLine,
      StopSignal signal) {
    this.console = console;
    this.options = options;
    this.settings = settings;
    this.subject = subject;
    this.inputs = inputs;
    this.commandLine = commandLine;
    this.signal = signal;
  }

  /** The systems' names, in the order of the report. */
  static List<String> names(CompareOptions options) {
    List<String> names = new ArrayList<>(List.of(RecencyRun.NAME, LIVE));
    options.standIns().forEach(each -> names.add(ReferenceSystem.name(each)));
    names.addAll(List.of(SAWTOOTH, OVER));
    if (options.ksqldbServer().isPresent()) {
      options.standIns().forEach(each -> names.add(ServerSystem.name(each)));
    }
    options.others().forEach(each -> names.add(each.name()));
    return names;
  }

  /**
   * Does all of it; returns the exit code.
   *
   * @throws InterruptedException if the process was told to stop; nothing is written then
   */
  int execute(ReportDirectory directory) throws IOException, InterruptedException {
    AccuracyReport report = compare();
    if (signal.requested()) {
      throw new InterruptedException();
    }
    directory.write(report);
    ResultTable.print(report, console.out());
    console.err().println("recency: the report is " + directory.page());
    if (options.open()) {
      PageOpening.open(directory.page(), console);
    }
    Optional<String> missed = options.threshold().flatMap(each -> each.missed(report));
    missed.ifPresent(each -> console.err().println("recency: " + each));
    return missed.isPresent() ? ExitCode.DIFFERENT : ExitCode.OK;
  }

  private AccuracyReport compare() throws IOException, InterruptedException {
    try (TemporaryDirectory files = TemporaryDirectory.create("recency-compare-");
        LocalRun run =
            LocalRun.open(
                options.bootstrapServers(),
                ClientOptions.security(settings),
                Optional.of(files.path()),
                1,
                FLINK)) {
      Workshop workshop = Workshop.of(run, settings, files.path(), signal, console);
      try {
        return compare(workshop);
      } finally {
        workshop.progress().clear();
        if (options.bootstrapServers().isPresent()) {
          tidy(workshop);
        }
      }
    }
  }

  private AccuracyReport compare(Workshop workshop) throws IOException, InterruptedException {
    Topics topics = workshop.run().topics();
    EventLoading loading = new EventLoading(subject, inputs);
    if (options.bootstrapServers().isPresent()) {
      loading.requireTopics(topics);
    }
    RecencyRun recency = new RecencyRun(workshop, subject);
    workshop.prepare(recency.definitions().plan());
    Map<String, Integer> partitions = topics.partitions(subject.topics());
    workshop.show("loading events");
    loading.load(topics, partitions, signal);
    StoredRecords events = topics.stored(subject.topics());
    EventScan scan = EventScan.of(subject, events, partitions);
    List<ComparedSystem> systems = new ArrayList<>();
    systems.add(
        recency.run(
            events, scan, scan.lastArrivalMillis() + options.readOptions().horizonMillis()));
    systems.add(live());
    systems.addAll(standIns(workshop, scan));
    systems.add(
        ComparedSystem.modelled(
            SAWTOOTH, subject.plan(), it -> WindowRule.Sawtooth.ofSize(it.sizeMillis())));
    systems.add(
        ComparedSystem.modelled(OVER, subject.plan(), it -> new WindowRule.Over(it.sizeMillis())));
    systems.addAll(others(workshop, events));
    workshop.show("comparing " + systems.size() + " systems");
    return Comparison.report(subject.plan(), events, systems, comparisonOptions(events));
  }

  private ComparedSystem live() {
    ClockOptions clock = ClockOptions.DEFAULT;
    return ComparedSystem.modelled(
        LIVE,
        subject.plan(),
        it ->
            new WindowRule.SlidingLive(
                it.sizeMillis(),
                it.advanceMillis(),
                clock.idleTimeoutMillis(),
                clock.idleMarginMillis()));
  }

  private List<ComparedSystem> standIns(Workshop workshop, EventScan scan)
      throws IOException, InterruptedException {
    List<ComparedSystem> systems = new ArrayList<>();
    for (StandIn standIn : options.standIns()) {
      workshop.show(ReferenceSystem.name(standIn) + " on Kafka Streams");
      try (ReferenceSystem system =
          ReferenceSystem.start(workshop, subject, standIn, scan, options.asDeployed())) {
        signal.arm();
        system.awaitConsumed(scan);
        signal.disarm();
        systems.add(system.system());
      }
    }
    return systems;
  }

  private List<ComparedSystem> others(Workshop workshop, StoredRecords events)
      throws InterruptedException {
    List<ComparedSystem> systems = new ArrayList<>();
    if (options.others().isEmpty() && options.ksqldbServer().isEmpty()) {
      return systems;
    }
    Arrivals arrivals = Arrivals.of(subject.plan(), events);
    if (options.ksqldbServer().isPresent()) {
      ServerSystem server =
          new ServerSystem(
              workshop, subject, KsqldbServer.at(options.ksqldbServer().get()), arrivals);
      for (StandIn standIn : options.standIns()) {
        workshop.show(ServerSystem.name(standIn));
        signal.arm();
        systems.add(server.run(standIn, options.asDeployed()));
        signal.disarm();
      }
    }
    for (OtherSystem other : options.others()) {
      systems.add(other.read(subject, workshop.run().topics(), arrivals));
    }
    return systems;
  }

  private ComparisonOptions comparisonOptions(StoredRecords events) {
    Map<String, Long> offsets = new TreeMap<>();
    events.ends().forEach((partition, end) -> offsets.put(partition.toString(), end));
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("recency", ProductVersion.current());
    versions.put("flink", EnvironmentInformation.getVersion());
    versions.put("kafka", AppInfoParser.getVersion());
    return ComparisonOptions.DEFAULT
        .withReads(options.readOptions())
        .withShowKeys(options.showKeys())
        .withProvenance(
            new Provenance(
                commandLine, System.currentTimeMillis(), subject.hash(), versions, offsets));
  }

  /** On somebody's broker nothing is left behind. */
  private void tidy(Workshop workshop) {
    try {
      workshop.run().topics().deleteAll(workshop.prefix());
    } catch (BrokerException e) {
      console
          .err()
          .println(
              "recency: not all topics and groups "
                  + workshop.prefix()
                  + "* were deleted: "
                  + e.getMessage());
    }
  }
}
