package dev.recency.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java virtual machine of its own with its output in a file. It does not outlive this one, however
 * this one ends, unless it is killed itself.
 */
final class ClusterProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final String name;
  private final Path log;
  private final Process process;
  private final Thread atExit;

  private ClusterProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.atExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts one.
   *
   * @param name also of the file with its output, {@code NAME.log}
   * @param arguments of {@code java}
   */
  static ClusterProcess start(
      String name, Path logs, Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    Path log = logs.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      return new ClusterProcess(name, log, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("process [" + name + "] was not started", e);
    }
  }

  /**
   * @throws IllegalStateException if it has ended, with its output
   */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "process [%s] ended with [%d]:%n%s".formatted(name, process.exitValue(), output()));
    }
  }

  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException("the output of [" + name + "] cannot be read", e);
    }
  }

  /** The first group of the first match in its output; it has ended by then. */
  String ended(Pattern expected) {
    waitFor();
    Matcher matcher = expected.matcher(output());
    if (process.exitValue() != 0 || !matcher.find()) {
      throw new IllegalStateException(
          "process [%s] ended with [%d] and without [%s]:%n%s"
              .formatted(name, process.exitValue(), expected, output()));
    }
    return matcher.group(1);
  }

  /** Ends it at once, as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    waitFor();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  /** Asks it to end by the end of its standard input, and waits until it has. */
  void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException("process [" + name + "] has no input", e);
    }
    waitFor();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private void waitFor() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("process [%s] did not end:%n%s".formatted(name, output()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while [" + name + "] was to end", e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
