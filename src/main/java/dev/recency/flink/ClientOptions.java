package dev.recency.flink;

import static java.util.stream.Collectors.joining;

import dev.recency.flink.options.JobSettings;
import dev.recency.flink.options.KnownOptions;
import dev.recency.flink.options.Reference;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Which options of Kafka clients a user may set. Refused is what makes a client load a class or
 * open a URL or start a program, what the job sets itself, and a secret in plain text: the job
 * graph and the web UI would show it.
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

  private static final List<String> SECURITY = List.of("security.", "sasl.", "ssl.");

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
    if (KnownOptions.secret(name) && Reference.parse(value).isEmpty()) {
      throw new IllegalArgumentException(
          "option [%s] is a secret and must not be an argument: write %s, which each task reads for itself, or set it in the environment or in a properties file"
              .formatted(option, Reference.FORMS));
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
    if (Reference.parse(value).isEmpty()) {
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

  /** What any client needs to reach the broker: the options for encryption and authentication. */
  public static Map<String, String> security(JobSettings settings) {
    Map<String, String> all = new HashMap<>(settings.sink());
    all.putAll(settings.source());
    all.keySet().removeIf(key -> SECURITY.stream().noneMatch(key::startsWith));
    return resolvable(all);
  }

  /** The options with what Kafka needs to resolve the references among them, and no more. */
  public static Map<String, String> resolvable(Map<String, String> options) {
    List<Reference> references =
        options.values().stream().flatMap(value -> Reference.parse(value).stream()).toList();
    if (references.isEmpty()) {
      return options;
    }
    Map<String, String> all = new HashMap<>(options);
    references.forEach(
        each ->
            all.put(
                "config.providers." + each.kind().word() + ".class", each.kind().providerClass()));
    all.put(
        "config.providers",
        references.stream().map(each -> each.kind().word()).distinct().collect(joining(",")));
    // Named, so that no other variable is ever looked at; without variables, none.
    all.put(
        "config.providers.env.param.allowlist.pattern",
        references.stream()
            .filter(each -> each.kind() == Reference.Kind.ENV)
            .map(each -> Pattern.quote(each.key()))
            .distinct()
            .collect(joining("|")));
    return all;
  }
}
