package dev.recency.local;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;

/**
 * The complete checkpoints and savepoints under a directory. Their numbers go on rising from run to
 * run, so the highest is the newest, whatever the clock or a copy has made of the files' times.
 */
public final class StoredState {
  private static final String METADATA = "_metadata";
  private static final int DEPTH = 4;

  private record Snapshot(long number, Path directory) {}

  private StoredState() {}

  /**
   * The newest one, as a job takes it to go on from it; empty if there is none.
   *
   * @throws UncheckedIOException if the directory or one of them cannot be read
   */
  public static Optional<String> newest(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    List<Snapshot> snapshots = new ArrayList<>();
    // Flink renames this file into place when the rest is complete.
    try (Stream<Path> files =
        Files.find(directory, DEPTH, (path, attributes) -> path.endsWith(METADATA))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        snapshots.add(read(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": the stored state cannot be read.", e);
    }
    return snapshots.stream()
        .max(Comparator.comparingLong(Snapshot::number))
        .map(newest -> LocalCluster.location(newest.directory()));
  }

  private static Snapshot read(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      long number =
          Checkpoints.loadCheckpointMetadata(
                  in, StoredState.class.getClassLoader(), file.toString())
              .getCheckpointId();
      return new Snapshot(number, file.toAbsolutePath().resolveSibling(""));
    }
  }
}
