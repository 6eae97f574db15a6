package dev.recency.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredStateTest {
  @TempDir Path directory;

  private Path snapshot(String name, long number, long modifiedMillis) throws IOException {
    Path snapshot = Files.createDirectories(directory.resolve(name));
    Path metadata = snapshot.resolve("_metadata");
    try (OutputStream out = Files.newOutputStream(metadata)) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(number, List.of(), List.of()), out);
    }
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(modifiedMillis));
    return snapshot;
  }

  private void assertNewest(Path expected) {
    assertThat(StoredState.newest(directory)).hasValue(LocalCluster.location(expected));
  }

  @Test
  void theHighestNumberIsTheNewestWhateverTheFilesTimes() throws IOException {
    snapshot("savepoints/savepoint-1", 7, 9_000);
    assertNewest(snapshot("flink-checkpoints/b/chk-12", 12, 1_000));
    snapshot("flink-checkpoints/a/chk-9", 9, 8_000);
    assertNewest(directory.resolve("flink-checkpoints/b/chk-12"));
    assertNewest(snapshot("savepoints/savepoint-2", 13, 500));
  }

  @Test
  void whatIsNotCompleteDoesNotCount() throws IOException {
    Files.createDirectories(directory.resolve("flink-checkpoints/a/chk-3"));
    assertThat(StoredState.newest(directory)).isEmpty();
    assertThat(StoredState.newest(directory.resolve("none"))).isEmpty();
  }

  @Test
  void aDamagedOneIsNotPassedOver() throws IOException {
    Path damaged = snapshot("flink-checkpoints/a/chk-3", 3, 1_000);
    Files.writeString(damaged.resolve("_metadata"), "x");
    assertThatThrownBy(() -> StoredState.newest(directory))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(directory + ": the stored state cannot be read.");
  }
}
