package dev.recency.flink;

import dev.recency.operator.ClockOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
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
 */
public record JobArguments(List<Path> sql, JobOptions options) {
  private static final String SOURCE_PREFIX = "kafka.source.";
  private static final String MILLISECONDS = "milliseconds";
  private static final String SINK_PREFIX = "kafka.sink.";
  private static final String ACCEPT_STATE_LOSS = "accept-state-loss";
  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(
              "sql",
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
              "event.max-future-ms"));

  public JobArguments {
    sql = List.copyOf(sql);
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException with what to write, for the first mistake
   */
  public static JobArguments parse(String... arguments) {
    List<Path> sql = new ArrayList<>();
    Set<String> acceptedLosses = new TreeSet<>();
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
        acceptedLosses.addAll(List.of(value.split(",")));
      } else if (values.put(name, value) != null) {
        throw new IllegalArgumentException("option [--" + name + "] stands twice: remove one");
      }
    }
    if (sql.isEmpty()) {
      throw new IllegalArgumentException("no definitions: write --sql FILE or --sql DIRECTORY");
    }
    return new JobArguments(sql, options(values).withAcceptedLosses(acceptedLosses));
  }

  private static String name(String argument) {
    int end = argument.contains("=") ? argument.indexOf('=') : argument.length();
    String name = argument.startsWith("--") ? argument.substring(2, end) : "";
    if (KNOWN.contains(name) || name.startsWith(SOURCE_PREFIX) || name.startsWith(SINK_PREFIX)) {
      return name;
    }
    throw new IllegalArgumentException(
        "argument [%s] is not known: write one of --%s, --kafka.source.OPTION, --kafka.sink.OPTION"
            .formatted(argument.substring(0, end), String.join(", --", KNOWN)));
  }

  private static JobOptions options(Map<String, String> values) {
    String servers = values.get("bootstrap-servers");
    if (servers == null) {
      throw new IllegalArgumentException("no Kafka: write --bootstrap-servers HOST:PORT");
    }
    Delivery delivery =
        Delivery.parse(values.getOrDefault("delivery", Delivery.AT_LEAST_ONCE.option()));
    if (delivery == Delivery.EXACTLY_ONCE && !values.containsKey("job-name")) {
      throw new IllegalArgumentException(
          "delivery exactly-once needs --job-name: two jobs with one name would abort each other's transactions");
    }
    return JobOptions.of(servers)
        .withDelivery(delivery)
        .withJobName(values.getOrDefault("job-name", JobOptions.DEFAULT_JOB_NAME))
        .withDeadLetterTopic(
            values.getOrDefault("dead-letter-topic", JobOptions.DEFAULT_DEAD_LETTER_TOPIC))
        .withMode(mode(values))
        .withClock(clock(values))
        .withKeyCacheBytes(
            number(values, "key-cache-bytes", JobOptions.DEFAULT_KEY_CACHE_BYTES, "bytes"))
        .withKafka(withoutPrefix(values, SOURCE_PREFIX), withoutPrefix(values, SINK_PREFIX));
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

  private static ClockOptions clock(Map<String, String> values) {
    ClockOptions standard = ClockOptions.DEFAULT;
    return new ClockOptions(
        number(values, "clock.idle-timeout-ms", standard.idleTimeoutMillis(), MILLISECONDS),
        number(values, "clock.idle-margin-ms", standard.idleMarginMillis(), MILLISECONDS),
        number(values, "clock.interval-ms", standard.clockIntervalMillis(), MILLISECONDS),
        number(values, "event.max-future-ms", standard.maxFutureMillis(), MILLISECONDS));
  }

  private static long number(Map<String, String> values, String name, long standard, String unit) {
    String value = values.get(name);
    if (value == null) {
      return standard;
    }
    if (!value.matches("[0-9]{1,15}")) {
      throw new IllegalArgumentException(
          "option [--" + name + "] has the value [" + value + "]: write " + unit);
    }
    return Long.parseLong(value);
  }

  private static Map<String, String> withoutPrefix(Map<String, String> values, String prefix) {
    Map<String, String> own = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            own.put(name.substring(prefix.length()), value);
          }
        });
    return own;
  }
}
