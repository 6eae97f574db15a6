package dev.recency.flink.resume;

import dev.recency.plan.change.PlanDifference;
import java.io.DataInputStream;
import java.io.IOException;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.MasterState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;

/** A savepoint or checkpoint, read before a job goes on from it. */
public final class SavedState {
  private final String path;
  private final CheckpointMetadata metadata;

  private SavedState(String path, CheckpointMetadata metadata) {
    this.path = path;
    this.metadata = metadata;
  }

  /**
   * Reads what it says of itself, and no state.
   *
   * @param path as Flink takes it
   * @throws IOException if it cannot be read here; the JobManager may be able to
   */
  public static SavedState read(String path) throws IOException {
    StreamStateHandle handle =
        AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(path).getMetadataHandle();
    try (DataInputStream source = new DataInputStream(handle.openInputStream())) {
      return new SavedState(
          path,
          Checkpoints.loadCheckpointMetadata(source, SavedState.class.getClassLoader(), path));
    }
  }

  /**
   * What becomes of each statement if a job goes on from here.
   *
   * @throws UnfitStateException if it must not; names the path, the reason and what to do
   * @throws IOException if the state is damaged
   */
  public PlanDifference check(Successor successor) throws IOException {
    try {
      return successor.check(definitions(successor.own().version()));
    } catch (UnfitStateException e) {
      throw e.at(path);
    }
  }

  /**
   * The definitions that it holds the state of.
   *
   * @param ownVersion of this product, for messages
   * @throws UnfitStateException if it holds none, or in a format of another version
   * @throws IOException if they are damaged
   */
  public SavedDefinitions definitions(String ownVersion) throws IOException {
    for (MasterState state : metadata.getMasterStates()) {
      if (state.name().equals(DefinitionsHook.NAME)) {
        return new SavedDefinitionsSerializer(ownVersion)
            .deserialize(state.version(), state.bytes());
      }
    }
    throw unknown();
  }

  static UnfitStateException unknown() {
    return new UnfitStateException(
        "it does not say which definitions it belongs to, so no job of this product wrote it. Give the path of another one, or start without");
  }
}
