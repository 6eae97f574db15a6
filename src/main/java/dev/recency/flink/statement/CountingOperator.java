package dev.recency.flink.statement;

import java.util.Objects;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.jspecify.annotations.Nullable;

/** An operator that keeps what its statements count in its state. */
public abstract class CountingOperator<T> extends AbstractStreamOperator<T> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable LedgerState ledger;

  /** What the statements of this subtask count. */
  protected final Ledger ledger() {
    return state().ledger();
  }

  private LedgerState state() {
    return Objects.requireNonNull(ledger, "the operator is not initialized");
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    ledger = LedgerState.restore(context, getExecutionConfig(), getMetricGroup());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state().snapshot(context);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    state().completed(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    super.notifyCheckpointAborted(checkpointId);
    state().aborted(checkpointId);
  }
}
