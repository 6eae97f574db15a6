package dev.recency.flink.resume;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.checkpoint.MasterTriggerRestoreHook;
import org.apache.flink.streaming.api.checkpoint.WithMasterCheckpointHook;
import org.jspecify.annotations.Nullable;

/**
 * Writes the definitions of a job into each of its checkpoints and savepoints, on the JobManager,
 * and refuses there to go on from a state that they do not fit, before any task runs. An operator
 * carries it as its function, which is how Flink finds it; it is never called as one.
 */
public record DefinitionsHook(Successor successor)
    implements Function, WithMasterCheckpointHook<SavedDefinitions> {
  /** Under which name a checkpoint holds it. */
  static final String NAME = "recency-definitions";

  @Override
  public MasterTriggerRestoreHook<SavedDefinitions> createMasterTriggerRestoreHook() {
    return new OnJobManager(successor);
  }

  private record OnJobManager(Successor successor)
      implements MasterTriggerRestoreHook<SavedDefinitions> {
    private static final String PLACE = "stored state";

    @Override
    public String getIdentifier() {
      return NAME;
    }

    @Override
    public CompletableFuture<SavedDefinitions> triggerCheckpoint(
        long checkpointId, long timestampMillis, Executor executor) {
      return CompletableFuture.completedFuture(successor.own());
    }

    /** Null: other hooks have written, and this one has not. */
    @Override
    public void restoreCheckpoint(long checkpointId, @Nullable SavedDefinitions saved) {
      SavedDefinitions found =
          Optional.ofNullable(saved).orElseThrow(() -> SavedState.unknown().at(PLACE));
      try {
        successor.check(found);
      } catch (UnfitStateException e) {
        throw e.at(PLACE);
      }
    }

    @Override
    public SimpleVersionedSerializer<SavedDefinitions> createCheckpointDataSerializer() {
      return new SavedDefinitionsSerializer(successor.own().version());
    }
  }
}
