package dev.recency.flink;

import dev.recency.flink.options.JobSettings;
import dev.recency.flink.options.Redactor;
import dev.recency.flink.statement.BalanceInterval;
import dev.recency.operator.ClockOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The command line of {@link FeatureJob}: {@code --name value} or {@code --name=value}.
 *
 * @param sql files and directories of definitions, in this order
 * @param settings the options as they were written, and where
 */
public record JobArguments(List<Path> sql, JobOptions options, JobSettings settings) {
  private static final String KAFKA_PREFIX = "kafka.";
  private static final String MILLISECONDS = "milliseconds";
  private static final String ACCEPT_STATE_LOSS = "accept-state-loss";
  private static final String BALANCE_INTERVAL = "balance.interval-ms";
  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(
              "sql",
              "properties",
              ACCEPT_STATE_LOSS,
              "bootstrap-servers",
              "delivery",
              "job-name",
              "dead-letter-topic",
              "mode",
              "until",
              "key-cache-bytes",
              "clock.interval-ms",
              "clock.idle-timeout-ms",
              "clock.idle-margin-ms",
              "event.max-future-ms",
              BALANCE_INTERVAL));

  public JobArguments {
    sql = List.copyOf(sql);
  }

  /**
   * Reads the arguments, and what they leave open from the environment and the properties file.
   *
   * @param redactor learns the secrets
   * @throws IOException if a file that an option names cannot be read
   * @throws IllegalArgumentException with what to write, for the first mistake
   */
  public static JobArguments parse(
      Map<String, String> environment, Redactor redactor, String... arguments) throws IOException {
    return parse(environment, environment, redactor, arguments);
  }

  /** Arguments that leave nothing open; only their references lead into this environment. */
  static JobArguments complete(
      Map<String, String> environment, Redactor redactor, String... arguments) throws IOException {
    return parse(Map.of(), environment, redactor, arguments);
  }

  private static JobArguments parse(
      Map<String, String> environment,
      Map<String, String> secrets,
      Redactor redactor,
      String... arguments)
      throws IOException {
    List<Path> sql = new ArrayList<>();
    Map<String, String> flags = flags(sql, arguments);
    if (sql.isEmpty()) {
      throw new IllegalArgumentException("no definitions: write --sql FILE or --sql DIRECTORY");
    }
    JobSettings settings = JobSettings.read(flags, environment, secrets, redactor);
    String servers = settings.value("bootstrap-servers").orElse(null);
    if (servers == null) {
      throw new IllegalArgumentException("no Kafka: write --bootstrap-servers HOST:PORT");
    }
    return new JobArguments(sql, options(settings, servers).withMode(mode(flags)), settings);
  }

  /**
   * The options among some arguments, by name.
   *
   * @param sql where files and directories of definitions go
   * @throws IllegalArgumentException with what to write, for the first mistake
   */
  public static Map<String, String> flags(List<Path> sql, String... arguments) {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String name = name(arguments[i]);
      String value;
      if (arguments[i].contains("=")) {
        value = arguments[i].substring(arguments[i].indexOf('=') + 1);
      } else if (i + 1 < arguments.length) {
        value = arguments[++i];
      } else {
        throw new IllegalArgumentException("option [--" + name + "] has no value: write one");
      }
      if (name.equals("sql")) {
        sql.add(Path.of(value));
      } else if (name.equals(ACCEPT_STATE_LOSS)) {
        values.merge(name, value, (first, more) -> first + "," + more);
      } else if (values.put(name, value) != null) {
        throw new IllegalArgumentException("option [--" + name + "] stands twice: remove one");
      }
    }
    return values;
  }

  private static String name(String argument) {
    int end = argument.contains("=") ? argument.indexOf('=') : argument.length();
    String name = argument.startsWith("--") ? argument.substring(2, end) : "";
    if (KNOWN.contains(name) || name.startsWith(KAFKA_PREFIX)) {
      return name;
    }
    throw new IllegalArgumentException(
        "argument [%s] is not known: write one of --%s, --kafka.OPTION, --kafka.source.OPTION, --kafka.sink.OPTION"
            .formatted(argument.substring(0, end), String.join(", --", KNOWN)));
  }

  /**
   * The job's options, live, for a broker at {@code servers}.
   *
   * @throws IllegalArgumentException with what to write, for the first mistake
   */
  public static JobOptions options(JobSettings settings, String servers) {
    Delivery delivery =
        settings.value("delivery").map(Delivery::parse).orElse(Delivery.AT_LEAST_ONCE);
    if (delivery == Delivery.EXACTLY_ONCE
        && settings.value("bootstrap-servers").isPresent()
        && settings.value("job-name").isEmpty()) {
      throw new IllegalArgumentException(
          "delivery exactly-once needs --job-name: two jobs with one name would abort each other's transactions");
    }
    return JobOptions.of(servers)
        .withDelivery(delivery)
        .withJobName(settings.value("job-name").orElse(JobOptions.DEFAULT_JOB_NAME))
        .withDeadLetterTopic(
            settings.value("dead-letter-topic").orElse(JobOptions.DEFAULT_DEAD_LETTER_TOPIC))
        .withClock(clock(settings))
        .withKeyCacheBytes(
            settings.number("key-cache-bytes", JobOptions.DEFAULT_KEY_CACHE_BYTES, "bytes"))
        .withKafka(settings.source(), settings.sink())
        .withBalanceInterval(
            new BalanceInterval(
                settings.number(BALANCE_INTERVAL, BalanceInterval.DEFAULT.millis(), MILLISECONDS)))
        .withAcceptedLosses(
            settings
                .value(ACCEPT_STATE_LOSS)
                .map(statements -> Set.copyOf(List.of(statements.split(","))))
                .orElse(Set.of()));
  }

  private static RunMode mode(Map<String, String> values) {
    String until = values.get("until");
    return switch (values.getOrDefault("mode", until == null ? "live" : "replay")) {
      case "live" -> {
        if (until != null) {
          throw new IllegalArgumentException("--until ends a replay: write --mode replay");
        }
        yield new RunMode.Live();
      }
      case "replay" ->
          new RunMode.Replay(
              until == null ? OptionalLong.empty() : OptionalLong.of(instant(until)));
      default ->
          throw new IllegalArgumentException(
              "mode [" + values.get("mode") + "] is not known: write live or replay");
    };
  }

  private static long instant(String until) {
    try {
      return until.matches("[0-9]{1,18}")
          ? Long.parseLong(until)
          : Instant.parse(until).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "until [" + until + "]: write 2024-05-01T12:00:00Z, or milliseconds since 1970", e);
    }
  }

  private static ClockOptions clock(JobSettings settings) {
    ClockOptions standard = ClockOptions.DEFAULT;
    return new ClockOptions(
        settings.number("clock.idle-timeout-ms", standard.idleTimeoutMillis(), MILLISECONDS),
        settings.number("clock.idle-margin-ms", standard.idleMarginMillis(), MILLISECONDS),
        settings.number("clock.interval-ms", standard.clockIntervalMillis(), MILLISECONDS),
        settings.number("event.max-future-ms", standard.maxFutureMillis(), MILLISECONDS));
  }
}
