package dev.recency.flink.options;

import dev.recency.flink.ClientOptions;
import dev.recency.flink.options.JobSettings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * The checks that need the environment and the files of where the job is started: secrets become
 * references, references lead somewhere, key stores are there. The tasks need the same.
 */
final class ClientSettings {
  private static final List<String> FILES =
      List.of("ssl.keystore.location", "ssl.truststore.location");

  private static final Pattern OWN_MODULES =
      Pattern.compile(
          "\\s*(org\\.apache\\.kafka\\.common\\.security\\.[\\w.]+LoginModule"
              + "|com\\.sun\\.security\\.auth\\.module\\.Krb5LoginModule)\\s[^;]*;?\\s*");

  private final Map<String, String> environment;
  private final Redactor redactor;

  ClientSettings(Map<String, String> environment, Redactor redactor) {
    this.environment = environment;
    this.redactor = redactor;
  }

  /** The settings without secrets. */
  Map<String, Setting> checked(Map<String, Setting> settings) throws IOException {
    Map<String, Setting> checked = new TreeMap<>();
    for (Map.Entry<String, Setting> each : settings.entrySet()) {
      checked.put(each.getKey(), checked(each.getKey(), each.getValue()));
    }
    return checked;
  }

  private Setting checked(String name, Setting written) throws IOException {
    if (written.value().isBlank()) {
      throw new IllegalArgumentException(
          written.origin().place(name) + " has no value: write one, or leave it out");
    }
    for (String prefix : List.of(OptionNames.SOURCE, OptionNames.SINK)) {
      if (name.startsWith(prefix)) {
        return checked(prefix, name.substring(prefix.length()), written);
      }
    }
    return written;
  }

  private Setting checked(String prefix, String option, Setting written) throws IOException {
    Setting setting = KnownOptions.secret(option) ? referred(prefix + option, written) : written;
    try {
      ClientOptions.check(prefix, Map.of(option, setting.value()));
    } catch (IllegalArgumentException e) {
      throw setting.origin() instanceof Origin.Flag
          ? e
          : new IllegalArgumentException(
              setting.origin().place(prefix + option) + ": " + e.getMessage(), e);
    }
    Optional<Reference> reference = Reference.parse(setting.value());
    if (reference.isPresent()) {
      resolve(prefix + option, setting, reference.get());
    } else if (FILES.contains(option) && !Files.isReadable(Path.of(setting.value()))) {
      throw new IOException(
          "%s names [%s], which cannot be read. It has to be there, here and for each task."
              .formatted(setting.origin().place(prefix + option), setting.value()));
    }
    return setting;
  }

  private void resolve(String name, Setting setting, Reference reference) throws IOException {
    String value;
    try {
      value = reference.resolve(environment);
    } catch (IOException e) {
      throw new IOException(setting.origin().place(name) + " refers to " + e.getMessage(), e);
    }
    redactor.learn(value);
    if (name.endsWith(SaslConfigs.SASL_JAAS_CONFIG) && !OWN_MODULES.matcher(value).matches()) {
      // Not with the value, which is secret as a whole.
      throw new IllegalArgumentException(
          setting.origin().place(name)
              + " names a login module that is none of Kafka's, and would load its class: write"
              + " org.apache.kafka.common.security…LoginModule or Krb5LoginModule");
    }
  }

  /** A secret that stands in the environment or a file stays there; one on the command line not. */
  private Setting referred(String name, Setting setting) {
    if (Reference.parse(setting.value()).isPresent()) {
      return setting;
    }
    redactor.learn(setting.value());
    return setting
        .origin()
        .reference()
        .map(each -> new Setting(each.text(), setting.origin()))
        .orElse(setting);
  }
}
