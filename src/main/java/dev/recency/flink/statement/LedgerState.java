package dev.recency.flink.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;

/**
 * The {@link Ledger} of a subtask in operator state: a list that is divided, not copied, when the
 * parallelism changes, so that every count has one owner and all sums stay. A savepoint from before
 * there was one starts at 0 in all operators alike.
 */
public final class LedgerState {
  private static final ListStateDescriptor<StatementCount> COUNTS =
      new ListStateDescriptor<>("counts", StatementCountSerializer.INSTANCE);

  private final ListState<StatementCount> state;
  private final Ledger ledger;

  private LedgerState(ListState<StatementCount> state, Ledger ledger) {
    this.state = state;
    this.ledger = ledger;
  }

  /**
   * @param job tells which checkpoints show their balance
   * @param operator the group of the operator
   */
  public static LedgerState restore(
      StateInitializationContext context, ExecutionConfig job, MetricGroup operator)
      throws Exception {
    ListState<StatementCount> state = context.getOperatorStateStore().getListState(COUNTS);
    List<StatementCount> restored = new ArrayList<>();
    state.get().forEach(restored::add);
    OptionalLong checkpoint = context.getRestoredCheckpointId();
    return new LedgerState(
        state, new Ledger(operator, BalanceInterval.of(job), restored, checkpoint));
  }

  /** The ledger to count in. */
  public Ledger ledger() {
    return ledger;
  }

  /** Writes the counts at a barrier. */
  public void snapshot(StateSnapshotContext context) throws Exception {
    state.update(ledger.take(context.getCheckpointId(), context.getCheckpointTimestamp()));
  }

  /** Shows the balance at that barrier, if it is the first of its interval. */
  public void completed(long checkpoint) {
    ledger.completed(checkpoint);
  }

  /** Forgets that barrier. */
  public void aborted(long checkpoint) {
    ledger.aborted(checkpoint);
  }
}
