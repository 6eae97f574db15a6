package dev.recency.flink.options;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * Which options there are and which values they take, as Kafka's clients and Flink's connector have
 * it. Found out here a mistake is one line; a client only warns of a wrong name.
 */
public final class KnownOptions {
  private static final List<String> SECRET = List.of("password", "jaas", "secret", "private");
  private static final Map<String, KnownOptions> OF_PREFIX =
      Map.of(
          "kafka.source.",
          new KnownOptions(
              List.of(
                  ConsumerConfig.configDef(),
                  AdminClientConfig.configDef(),
                  connector(Type.LONG, "partition.discovery.interval.ms"),
                  connector(
                      Type.BOOLEAN, "register.consumer.metrics", "commit.offsets.on.checkpoint"))),
          "kafka.sink.",
          new KnownOptions(
              List.of(
                  ProducerConfig.configDef(),
                  AdminClientConfig.configDef(),
                  connector(Type.BOOLEAN, "register.producer.metrics", "flink.disable-metrics"))));

  private final List<ConfigDef> definitions;

  private KnownOptions(List<ConfigDef> definitions) {
    this.definitions = definitions;
  }

  /** The options with a prefix, {@code kafka.source.} or {@code kafka.sink.}. */
  public static KnownOptions of(String prefix) {
    return Optional.ofNullable(OF_PREFIX.get(prefix)).orElseThrow();
  }

  private static ConfigDef connector(Type type, String... names) {
    ConfigDef definition = new ConfigDef();
    for (String name : names) {
      definition.define(name, type, Importance.LOW, "");
    }
    return definition;
  }

  /** Whether there is such an option. */
  public boolean contains(String name) {
    return definitions.stream().anyMatch(each -> each.configKeys().containsKey(name));
  }

  /** The names of all options, without the prefix. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    definitions.forEach(each -> names.addAll(each.names()));
    return names;
  }

  /**
   * Whether Kafka itself never shows the value, or the name says that it is a secret.
   *
   * @param name of an option, with or without a prefix
   */
  public static boolean secret(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replaceFirst("^kafka\\.(source|sink)\\.", "");
    return SECRET.stream().anyMatch(lower::contains)
        || OF_PREFIX.values().stream()
            .flatMap(each -> each.definitions.stream())
            .map(each -> each.configKeys().get(lower))
            .anyMatch(key -> key != null && key.type == Type.PASSWORD);
  }

  /** What is wrong with the value of an option that there is. */
  public Optional<String> mistake(String name, String value) {
    for (ConfigDef definition : definitions) {
      ConfigDef.ConfigKey key = definition.configKeys().get(name);
      if (key != null) {
        return mistake(key, value);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> mistake(ConfigDef.ConfigKey key, String value) {
    try {
      Object parsed = ConfigDef.parseType(key.name, value, key.type());
      if (key.validator != null) {
        key.validator.ensureValid(key.name, parsed);
      }
      return Optional.empty();
    } catch (ConfigException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
