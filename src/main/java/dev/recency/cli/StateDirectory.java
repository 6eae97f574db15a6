package dev.recency.cli;

import dev.recency.local.StoredState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run leaves for the next one: its savepoint and its checkpoints. */
final class StateDirectory {
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

  /**
   * What the last run left: the savepoint of its end or, if it was killed or failed, its last
   * complete checkpoint.
   */
  Optional<String> newest() {
    return directory.flatMap(StoredState::newest);
  }
}
