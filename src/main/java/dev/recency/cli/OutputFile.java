package dev.recency.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Where lines of data go: standard output, or a file that is there only when it is whole. A file is
 * written under a temporary name beside its own and renamed by {@link #commit}.
 */
final class OutputFile implements AutoCloseable {
  private static final String STANDARD_OUTPUT = "-";

  private final PrintStream stream;
  private final @Nullable Path target;
  private final @Nullable Path temporary;

  private OutputFile(PrintStream stream, @Nullable Path target, @Nullable Path temporary) {
    this.stream = stream;
    this.target = target;
    this.temporary = temporary;
  }

  /**
   * Opens it, so that a path that cannot be written is known before any work is done.
   *
   * @param name a path, or {@code -} for standard output
   */
  static OutputFile open(String name, Console console) {
    if (name.equals(STANDARD_OUTPUT)) {
      return new OutputFile(console.out(), null, null);
    }
    Path target = Path.of(name);
    if (Files.isDirectory(target)) {
      throw new EnvironmentException(name + ": the output is a directory. Name a file.", null);
    }
    Path directory = target.toAbsolutePath().getParent();
    try {
      Path temporary = Files.createTempFile(directory, ".recency-", ".tmp");
      OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16);
      return new OutputFile(
          new PrintStream(bytes, false, StandardCharsets.UTF_8), target, temporary);
    } catch (IOException e) {
      throw new EnvironmentException(
          name + ": the output cannot be written. Check that its directory exists and is yours.",
          e);
    }
  }

  /** Appends one line, ended by a line feed on every system. */
  void line(String text) {
    stream.print(text);
    stream.print('\n');
  }

  /** Puts the whole file in its place at once. */
  void commit() {
    if (target == null || temporary == null) {
      stream.flush();
      return;
    }
    stream.close();
    if (stream.checkError()) {
      throw new EnvironmentException(target + ": the output was not written: disk full?", null);
    }
    try {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new EnvironmentException(target + ": the output was not put in its place.", e);
    }
  }

  /** Removes what was not committed. */
  @Override
  public void close() throws IOException {
    if (temporary != null) {
      stream.close();
      Files.deleteIfExists(temporary);
    }
  }
}
