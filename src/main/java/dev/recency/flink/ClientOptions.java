package dev.recency.flink;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Which options of Kafka clients a user may set. Refused is what makes a client load a class or
 * open a URL or start a program, what the job sets itself, and a secret in plain text: the job graph and the web UI
 * would show it.
 */
public final class ClientOptions {
  private static final List<String> LOADING =
      List.of(
          ".class",
          ".classes",
          ".reporters",
          ".providers",
          ".serializer",
          ".deserializer",
          ".url",
          "partition.assignment.strategy",
          "ssl.engine.factory.class");

  private static final Set<String> OWN =
      Set.of(
          "bootstrap.servers",
          "group.id",
          "client.id",
          "client.id.prefix",
          "enable.auto.commit",
          "auto.offset.reset",
          "allow.auto.create.topics",
          "transactional.id",
          "enable.idempotence",
          "acks",
          "partitioner.ignore.keys",
          "recency.reader");

  private static final List<String> SECRET =
      List.of("password", "jaas", "secret", "private", "ssl.keystore.key");

  private ClientOptions() {}

  /**
   * Checks the options of one kind of client.
   *
   * @param prefix for messages, {@code kafka.source.} or {@code kafka.sink.}
   * @throws IllegalArgumentException with what to do, for the first option that is refused
   */
  public static void check(String prefix, Map<String, String> options) {
    options.forEach((name, value) -> check(prefix, name, value));
  }

  private static void check(String prefix, String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    String option = prefix + name;
    if (OWN.contains(lower)) {
      throw new IllegalArgumentException(
          "option [" + option + "] is set by the job itself: remove it");
    }
    if (lower.startsWith("config.providers") || LOADING.stream().anyMatch(lower::endsWith)) {
      throw new IllegalArgumentException(
          "option [" + option + "] would load a class or a URL, which is not allowed: remove it");
    }
    if (lower.endsWith(".cmd")) {
      throw new IllegalArgumentException(
          "option [" + option + "] would start a program, which is not allowed: remove it");
    }
    boolean secret = SECRET.stream().anyMatch(lower::contains);
    if (secret && !isReference(value)) {
      throw new IllegalArgumentException(
          "option [%s] is a secret and must not be an argument: write ${file:PATH:KEY}, which each task reads from its own file"
              .formatted(option));
    }
    checkKnown(prefix, name, value);
    if (lower.equals(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG)) {
      checkTimeout(option, value);
    }
    if (lower.equals(ProducerConfig.MAX_REQUEST_SIZE_CONFIG) && !value.matches("[0-9]{4,9}")) {
      throw new IllegalArgumentException(
          "option [" + option + "] has the value [" + value + "]: write bytes, at least 1000");
    }
  }

  private static void checkKnown(String prefix, String name, String value) {
    KnownOptions known = KnownOptions.of(prefix);
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "option [%s%s] is not known to Kafka's clients: check how it is written"
              .formatted(prefix, name));
    }
    if (!isReference(value)) {
      known
          .mistake(name, value)
          .ifPresent(
              mistake -> {
                throw new IllegalArgumentException(
                    "option [%s%s] has the value [%s]: %s".formatted(prefix, name, value, mistake));
              });
    }
  }

  private static void checkTimeout(String option, String value) {
    if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < 1_000) {
      throw new IllegalArgumentException(
          "option [%s] has the value [%s]: write milliseconds, at least 1000 and at most the broker's transaction.max.timeout.ms"
              .formatted(option, value));
    }
  }

  /** Whether the value is read from a file on the task. */
  static boolean isReference(String value) {
    return value.startsWith("${file:") && value.endsWith("}");
  }

  /** The options with what Kafka needs to resolve references to files. */
  public static Map<String, String> resolvable(Map<String, String> options) {
    if (options.values().stream().noneMatch(ClientOptions::isReference)) {
      return options;
    }
    Map<String, String> all = new HashMap<>(options);
    all.put("config.providers", "file");
    all.put(
        "config.providers.file.class",
        "org.apache.kafka.common.config.provider.FileConfigProvider");
    return all;
  }
}
