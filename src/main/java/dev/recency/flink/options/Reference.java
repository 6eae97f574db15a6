package dev.recency.flink.options;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands that each client reads for itself, so that the job graph, and whoever looks
 * at it, knows the place and not the value.
 *
 * @param path of the file or the directory; empty for the environment
 * @param key in the file, name of the file in the directory, or name of the variable
 */
public record Reference(Kind kind, String path, String key) {
  /** How the three kinds are written. */
  public static final String FORMS = "${file:PATH:KEY}, ${directory:PATH:FILE} or ${env:NAME}";

  private static final Pattern FORM =
      Pattern.compile("\\$\\{(?:(env):|(file|directory):([^:}]+):)([^:}]+)\\}");

  /**
   * Checks that it can be written.
   *
   * @throws IllegalArgumentException if a name holds what ends a reference
   */
  public Reference {
    if ((path + key).matches(".*[:}].*")) {
      throw new IllegalArgumentException(
          "[%s] and [%s] must hold neither : nor }, so that a reference can name them: rename them"
              .formatted(path, key));
    }
  }

  /** Who resolves a reference: one of Kafka's own providers. */
  public enum Kind {
    /** A line of a properties file. */
    FILE("FileConfigProvider"),
    /** A file of a directory, as Kubernetes mounts a secret. */
    DIRECTORY("DirectoryConfigProvider"),
    /** A variable of the environment. */
    ENV("EnvVarConfigProvider");

    private final String provider;

    Kind(String provider) {
      this.provider = provider;
    }

    /** As it is written in a reference. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Kafka's class. */
    public String providerClass() {
      return "org.apache.kafka.common.config.provider." + provider;
    }
  }

  /** The reference that this value is, if it is one and nothing else. */
  public static Optional<Reference> parse(String value) {
    Matcher matcher = FORM.matcher(value);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(each -> each.word().equals(word))
            .findFirst()
            .orElseThrow();
    String path = matcher.group(3) == null ? "" : matcher.group(3);
    return Optional.of(new Reference(kind, path, matcher.group(4)));
  }

  /** As it is written: {@link #parse} reads it. */
  public String text() {
    return kind == Kind.ENV
        ? "${env:" + key + "}"
        : "${" + kind.word() + ":" + path + ":" + key + "}";
  }

  /**
   * The value, read as a task will read it.
   *
   * @throws IOException if it is not there; says what is missing, not what is there
   */
  String resolve(Map<String, String> environment) throws IOException {
    return switch (kind) {
      case ENV ->
          found(
              environment.get(key),
              "the environment has no such variable: set it here and for each task");
      case FILE -> found(properties().getProperty(key), "the file has no such key: add it");
      case DIRECTORY -> text(Path.of(path, key));
    };
  }

  private String found(@Nullable String value, String otherwise) throws IOException {
    if (value == null) {
      throw new IOException("[" + text() + "]: " + otherwise);
    }
    return value;
  }

  private Properties properties() throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(path))) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(e);
    }
    return properties;
  }

  private String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private IOException unreadable(Exception cause) {
    return new IOException(
        "["
            + text()
            + "]: the file cannot be read. It has to be there, as UTF-8, here and for each task.",
        cause);
  }
}
