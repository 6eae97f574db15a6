package dev.recency.flink.resume;

import dev.recency.flink.Definitions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.MasterState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;

/** Savepoints without state, which only say what they belong to. */
public final class StoredMetadata {
  private StoredMetadata() {}

  /** Writes the savepoint that a job of these definitions would leave. */
  public static void write(Path directory, Definitions definitions) throws IOException {
    SavedDefinitions saved = SavedDefinitions.of("0.1.0", definitions, definitions.plan());
    SavedDefinitionsSerializer serializer = new SavedDefinitionsSerializer("0.1.0");
    write(
        directory,
        List.of(
            new MasterState(
                DefinitionsHook.NAME, serializer.serialize(saved), serializer.getVersion())));
  }

  static void write(Path directory, List<MasterState> states) throws IOException {
    Files.createDirectories(directory);
    try (OutputStream target = Files.newOutputStream(directory.resolve("_metadata"))) {
      Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(1, List.of(), states), target);
    }
  }
}
