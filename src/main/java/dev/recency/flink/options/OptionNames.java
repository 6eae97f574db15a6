package dev.recency.flink.options;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The options that a flag, the environment and a properties file may all set, and the variable of
 * each: {@code RECENCY_} and the name in capitals with {@code _} for {@code .} and {@code -}.
 */
final class OptionNames {
  /** Names the properties file. */
  static final String PROPERTIES_VARIABLE = "RECENCY_PROPERTIES";

  static final String BOTH = "kafka.";
  static final String SOURCE = "kafka.source.";
  static final String SINK = "kafka.sink.";

  /** All but those of Kafka's clients, in the order in which they are shown. */
  static final List<String> OWN =
      List.of(
          "bootstrap-servers",
          "job-name",
          "delivery",
          "dead-letter-topic",
          "key-cache-bytes",
          "clock.interval-ms",
          "clock.idle-timeout-ms",
          "clock.idle-margin-ms",
          "event.max-future-ms",
          "balance.interval-ms");

  private static final String PREFIX = "RECENCY_";

  /** Of bin/recency, and what Kubernetes sets for each service that is called recency…. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "RECENCY_(JAVA_OPTS|(\\w+_)?(SERVICE_(HOST|PORT)(_\\w+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_\\w+)?)?))");

  private static final Map<String, String> OF_VARIABLE = ofVariable();

  private OptionNames() {}

  private static Map<String, String> ofVariable() {
    Map<String, String> names = new HashMap<>();
    OWN.forEach(name -> names.put(variable(name), name));
    for (String prefix : List.of(SOURCE, SINK)) {
      for (String option : KnownOptions.of(prefix).names()) {
        names.put(variable(prefix + option), prefix + option);
        names.put(variable(BOTH + option), BOTH + option);
      }
    }
    return names;
  }

  /** The variable of an option. */
  static String variable(String option) {
    return PREFIX + option.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The option of a variable, if it is one. */
  static Optional<String> ofVariable(String variable) {
    return Optional.ofNullable(OF_VARIABLE.get(variable));
  }

  /** Whether a variable looks like ours and is not. */
  static boolean mistaken(String variable) {
    return variable.startsWith(PREFIX)
        && !variable.equals(PROPERTIES_VARIABLE)
        && !OF_VARIABLE.containsKey(variable)
        && !FOREIGN.matcher(variable).matches();
  }

  /** Whether a properties file may hold it; Kafka's own names are checked later. */
  static boolean known(String option) {
    return OWN.contains(option) || option.startsWith(BOTH);
  }
}
