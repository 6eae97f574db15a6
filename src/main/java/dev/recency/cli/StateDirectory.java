package dev.recency.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run leaves for the next one: the name of its last savepoint, in a file. */
final class StateDirectory {
  private static final String LAST_SAVEPOINT = "last-savepoint";

  private final Optional<Path> directory;

  private StateDirectory(Optional<Path> directory) {
    this.directory = directory;
  }

  /**
   * Creates the directory if need be.
   *
   * @throws EnvironmentException if it cannot be written, or if a replay would find records of an
   *     earlier run in it
   */
  static StateDirectory open(RunOptions options) {
    Optional<Path> directory = options.stateDirectory();
    if (directory.isPresent()) {
      Path path = directory.get();
      try {
        Files.createDirectories(path);
        try (Stream<Path> entries = Files.list(path)) {
          if (options.replay() && entries.findAny().isPresent()) {
            throw new EnvironmentException(
                path + ": the directory is not empty. A replay begins with an empty one.", null);
          }
        }
      } catch (IOException e) {
        throw new EnvironmentException(
            path + ": the directory cannot be used. Check its permissions.", e);
      }
    }
    return new StateDirectory(directory);
  }

  /** Where savepoints go. */
  Optional<Path> savepoints() {
    return directory.map(path -> path.resolve("savepoints"));
  }

  /** The savepoint that the last run left. */
  Optional<String> savepoint() {
    return directory
        .map(path -> path.resolve(LAST_SAVEPOINT))
        .filter(Files::isRegularFile)
        .map(
            file -> {
              try {
                return Files.readString(file).strip();
              } catch (IOException e) {
                throw new EnvironmentException(file + ": the file cannot be read.", e);
              }
            });
  }

  /** Makes this the savepoint that the next run goes on from. */
  void remember(String savepoint) {
    Path path = directory.orElseThrow();
    Path temporary = path.resolve(LAST_SAVEPOINT + ".tmp");
    try {
      Files.writeString(temporary, savepoint + "\n");
      Files.move(
          temporary,
          path.resolve(LAST_SAVEPOINT),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new EnvironmentException(path + ": the savepoint was not noted.", e);
    }
  }
}
