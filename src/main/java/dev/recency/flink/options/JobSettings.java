package dev.recency.flink.options;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The options of a job as they were written. A flag wins over the environment, the environment over
 * the properties file, and what is nowhere has its default; in one place {@code kafka.source.*} and
 * {@code kafka.sink.*} win over {@code kafka.*}, which means both. A secret in the environment or in
 * the file is replaced by a {@link Reference} to its place: it is read where a client is made, and
 * does not travel with the job.
 */
public final class JobSettings {
  private final Map<String, Setting> settings;

  /** A value and where it was written. */
  record Setting(String value, Origin origin) {}

  private JobSettings(Map<String, Setting> settings) {
    this.settings = Map.copyOf(settings);
  }

  /**
   * Reads the environment and the file that {@code --properties} or RECENCY_PROPERTIES names.
   *
   * @param flags by name, without dashes
   * @param redactor learns the secrets
   * @throws IOException if a file that an option names cannot be read
   * @throws IllegalArgumentException for the first option that is refused; says what to do
   */
  public static JobSettings read(
      Map<String, String> flags, Map<String, String> environment, Redactor redactor)
      throws IOException {
    return read(flags, environment, environment, redactor);
  }

  /**
   * Reads options of which none may come from the environment of this process, though references
   * among them lead there.
   *
   * @param environment with options
   * @param secrets where references to the environment lead
   */
  public static JobSettings read(
      Map<String, String> flags,
      Map<String, String> environment,
      Map<String, String> secrets,
      Redactor redactor)
      throws IOException {
    Map<String, Setting> all = new TreeMap<>();
    Map<String, String> own = new TreeMap<>(flags);
    String named = own.remove("properties");
    add(all, layer(own, name -> new Origin.Flag()));
    add(
        all,
        layer(variables(environment), name -> new Origin.Variable(OptionNames.variable(name))));
    String file = named == null ? environment.get(OptionNames.PROPERTIES_VARIABLE) : named;
    if (file != null) {
      Path path = Path.of(file).toAbsolutePath().normalize();
      add(
          all,
          layer(known(path, PropertiesFile.read(path)), name -> new Origin.InFile(path, name)));
    }
    return new JobSettings(new ClientSettings(secrets, redactor).checked(all));
  }

  /** What stands in an earlier place wins. */
  private static void add(Map<String, Setting> all, Map<String, Setting> layer) {
    layer.forEach(all::putIfAbsent);
  }

  private static Map<String, String> variables(Map<String, String> environment) {
    Map<String, String> options = new TreeMap<>();
    environment.forEach(
        (variable, value) -> {
          if (OptionNames.mistaken(variable)) {
            throw new IllegalArgumentException(
                "environment variable ["
                    + variable
                    + "] sets no option: check how it is written, or unset it");
          }
          OptionNames.ofVariable(variable).ifPresent(name -> options.put(name, value));
        });
    return options;
  }

  private static Map<String, String> known(Path file, Map<String, String> options) {
    for (String name : options.keySet()) {
      if (!OptionNames.known(name)) {
        throw new IllegalArgumentException(
            "%s: option [%s] is not known here: write one of %s, kafka.OPTION, kafka.source.OPTION, kafka.sink.OPTION"
                .formatted(file, name, String.join(", ", OptionNames.OWN)));
      }
    }
    return options;
  }

  private static Map<String, Setting> layer(
      Map<String, String> options, Function<String, Origin> origin) {
    Map<String, Setting> layer = new TreeMap<>();
    options.forEach(
        (name, value) -> {
          if (!meansBoth(name)) {
            layer.put(name, new Setting(value, origin.apply(name)));
          }
        });
    options.forEach(
        (name, value) -> {
          if (meansBoth(name)) {
            for (String specific : bothOf(name.substring(OptionNames.BOTH.length()))) {
              layer.putIfAbsent(specific, new Setting(value, origin.apply(name)));
            }
          }
        });
    return layer;
  }

  private static boolean meansBoth(String name) {
    return name.startsWith(OptionNames.BOTH)
        && !name.startsWith(OptionNames.SOURCE)
        && !name.startsWith(OptionNames.SINK);
  }

  /** The two names that one for both stands for, or the one that such a client knows. */
  private static List<String> bothOf(String option) {
    boolean ofSource = KnownOptions.of(OptionNames.SOURCE).contains(option);
    boolean ofSink = KnownOptions.of(OptionNames.SINK).contains(option);
    if (ofSource == ofSink) {
      return List.of(OptionNames.SOURCE + option, OptionNames.SINK + option);
    }
    return List.of((ofSource ? OptionNames.SOURCE : OptionNames.SINK) + option);
  }

  /** The value of an option, if it was written anywhere. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(settings.get(name)).map(Setting::value);
  }

  /**
   * The number that an option has.
   *
   * @throws IllegalArgumentException if it is none
   */
  public long number(String name, long otherwise, String unit) {
    Optional<String> value = value(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (!value.get().matches("[0-9]{1,15}")) {
      throw refused(name, "has the value [" + value.get() + "]: write " + unit);
    }
    return Long.parseLong(value.get());
  }

  /** The refusal of an option, which begins with the place where it was written. */
  public IllegalArgumentException refused(String name, String what) {
    Setting setting = settings.get(name);
    Origin origin = setting == null ? new Origin.Flag() : setting.origin();
    return new IllegalArgumentException(origin.place(name) + " " + what);
  }

  /** The options of Kafka's consumers, without their prefix. */
  public Map<String, String> source() {
    return withoutPrefix(OptionNames.SOURCE);
  }

  /** The options of Kafka's producers, without their prefix. */
  public Map<String, String> sink() {
    return withoutPrefix(OptionNames.SINK);
  }

  private Map<String, String> withoutPrefix(String prefix) {
    Map<String, String> options = new HashMap<>();
    settings.forEach(
        (name, setting) -> {
          if (name.startsWith(prefix)) {
            options.put(name.substring(prefix.length()), setting.value());
          }
        });
    return options;
  }

  /** Where the value of an option was written, as people read it. */
  Optional<String> origin(String name) {
    return Optional.ofNullable(settings.get(name)).map(each -> each.origin().text());
  }
}
