package dev.recency.flink.options;

import java.nio.file.Path;
import java.util.Optional;

/** Where a value was written. */
public sealed interface Origin {
  /** As the effective options name it. */
  String text();

  /** As a message begins that refuses the option. */
  String place(String option);

  /** How a task finds what was written there, if it can. */
  Optional<Reference> reference();

  /** On the command line. */
  record Flag() implements Origin {
    @Override
    public String text() {
      return "flag";
    }

    @Override
    public String place(String option) {
      return "option [--" + option + "]";
    }

    @Override
    public Optional<Reference> reference() {
      return Optional.empty();
    }
  }

  /** In the environment. */
  record Variable(String name) implements Origin {
    @Override
    public String text() {
      return "environment " + name;
    }

    @Override
    public String place(String option) {
      return "environment variable [" + name + "]";
    }

    @Override
    public Optional<Reference> reference() {
      return Optional.of(new Reference(Reference.Kind.ENV, "", name));
    }
  }

  /**
   * In a properties file.
   *
   * @param key what stands there, which may be shorter than the option's name
   */
  record InFile(Path file, String key) implements Origin {
    @Override
    public String text() {
      return "file " + file;
    }

    @Override
    public String place(String option) {
      return file + ": option [" + key + "]";
    }

    @Override
    public Optional<Reference> reference() {
      return Optional.of(new Reference(Reference.Kind.FILE, file.toString(), key));
    }
  }
}
