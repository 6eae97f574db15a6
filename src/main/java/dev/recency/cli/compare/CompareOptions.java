package dev.recency.cli.compare;

import dev.recency.accuracy.ComparisonOptions.ReadOptions;
import dev.recency.cli.InputFile;
import dev.recency.cli.OptionConverters;
import dev.recency.cli.server.KsqldbServer;
import dev.recency.plan.legal.StandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code recency compare}. */
final class CompareOptions {
  @Option(
      names = "--input",
      paramLabel = "TOPIC=FILE",
      converter = OptionConverters.Input.class,
      description = "JSON lines, plain or .gz, to be loaded into a topic. May be repeated.")
  private List<InputFile> inputs = List.of();

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Kafka that has the events. Without it a broker is started in this process.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--properties",
      paramLabel = "FILE",
      description =
          "Options of Kafka's clients for that broker, one a line: kafka.security.protocol ="
              + " SASL_SSL. The environment (RECENCY_KAFKA_SECURITY_PROTOCOL) wins over this file.")
  private @Nullable String properties;

  @Option(
      names = "--hop",
      paramLabel = "LENGTH",
      converter = OptionConverters.Length.class,
      description =
          "Hop of ksqlDB's HOPPING that stands in for SLIDING. May be repeated. Default: 1m.")
  private List<Duration> hops = List.of();

  @Option(
      names = "--as-deployed",
      description = "Run ksqlDB's part with its defaults: record cache, throttle, retention.")
  private boolean asDeployed;

  @Option(
      names = "--reads",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Simulated reads per feature. Default: ${DEFAULT-VALUE}.")
  private int reads;

  @Option(
      names = "--read-horizon",
      paramLabel = "LENGTH",
      defaultValue = "30m",
      converter = OptionConverters.Length.class,
      description = "How long after an event a read is at most. Default: ${DEFAULT-VALUE}.")
  private Duration readHorizon = Duration.ZERO;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of the reads. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--commands",
      paramLabel = "NAME=TOPIC|FILE",
      description =
          "Another system's commands: a topic of the broker, or JSON lines, plain or .gz. May be"
              + " repeated.")
  private List<String> commands = List.of();

  @Option(
      names = "--ksqldb-server",
      paramLabel = "URL",
      description =
          "Also run the stand-ins on this ksqlDB server, which works on --bootstrap-servers.")
  private @Nullable String ksqldbServer;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "recency-report",
      description = "Where report.html, report.json and report.md go. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("");

  @Option(
      names = "--fail-below",
      paramLabel = "[SYSTEM:]exact=PERCENT",
      description =
          "Exit 1 if a system, the first if none is named, is right less often than this, at the"
              + " event or at the read.")
  private @Nullable String failBelow;

  @Option(names = "--show-keys", description = "Name the entities in the report; else a hash.")
  private boolean showKeys;

  @Option(names = "--open", description = "Open the page when it is written.")
  private boolean open;

  /**
   * What is wrong with the options.
   *
   * @throws IllegalArgumentException if one of them is wrong by itself
   */
  Optional<String> mistake() {
    readOptions();
    standIns();
    threshold();
    others();
    ksqldbServer().ifPresent(KsqldbServer::at);
    if (ksqldbServer != null && bootstrapServers == null) {
      return Optional.of(
          "--ksqldb-server needs --bootstrap-servers: the Kafka that the server works on.");
    }
    if (properties != null && bootstrapServers == null) {
      return Optional.of("--properties needs --bootstrap-servers: the Kafka that they are for.");
    }
    return Optional.empty();
  }

  List<InputFile> inputs() {
    return inputs;
  }

  Optional<String> bootstrapServers() {
    return Optional.ofNullable(bootstrapServers);
  }

  /** How to reach that broker, by flag, as the options of a job. */
  Map<String, String> jobFlags() {
    return properties == null ? Map.of() : Map.of("properties", properties);
  }

  /** HOPPING with each hop, then TUMBLING. */
  List<StandIn> standIns() {
    List<StandIn> standIns = new ArrayList<>();
    List<Duration> wanted = hops.isEmpty() ? List.of(Duration.ofMinutes(1)) : hops;
    new LinkedHashSet<>(wanted).forEach(hop -> standIns.add(new StandIn.Hopping(hop)));
    standIns.add(new StandIn.Tumbling());
    return standIns;
  }

  boolean asDeployed() {
    return asDeployed;
  }

  ReadOptions readOptions() {
    return new ReadOptions(seed, reads, readHorizon.toMillis());
  }

  /**
   * Those of {@code --commands}.
   *
   * @throws IllegalArgumentException if one is not {@code NAME=TOPIC|FILE}
   */
  List<OtherSystem> others() {
    return commands.stream().map(CompareOptions::other).toList();
  }

  private static OtherSystem other(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new IllegalArgumentException(
          "--commands [" + text + "]: write NAME=TOPIC or NAME=FILE");
    }
    return new OtherSystem(text.substring(0, equals), text.substring(equals + 1));
  }

  Optional<String> ksqldbServer() {
    return Optional.ofNullable(ksqldbServer);
  }

  Path out() {
    return out;
  }

  Optional<Threshold> threshold() {
    return Optional.ofNullable(failBelow).map(Threshold::parse);
  }

  boolean showKeys() {
    return showKeys;
  }

  boolean open() {
    return open;
  }
}
