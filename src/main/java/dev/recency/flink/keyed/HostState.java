package dev.recency.flink.keyed;

import dev.recency.flink.serializer.OrderedLongSerializer;
import dev.recency.operator.PartitionClocks;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * What a host keeps beside the keys: its clock, what its log knew of its statements, and how much
 * state there is. Every subtask is given that of all, and takes what it needs.
 */
final class HostState {
  private static final ListStateDescriptor<Long> CLOCK =
      new ListStateDescriptor<>("clock", OrderedLongSerializer.INSTANCE);
  private static final ListStateDescriptor<KnownStatement> STATEMENTS =
      new ListStateDescriptor<>("statements", KnownStatementSerializer.INSTANCE);

  private final ListState<Long> clocks;
  private final ListState<KnownStatement> statements;
  private final ListState<KeyGroupSizes> sizes;
  private final boolean jobRestored;

  private HostState(
      ListState<Long> clocks,
      ListState<KnownStatement> statements,
      ListState<KeyGroupSizes> sizes,
      boolean jobRestored) {
    this.clocks = clocks;
    this.statements = statements;
    this.sizes = sizes;
    this.jobRestored = jobRestored;
  }

  static HostState of(StateInitializationContext context) throws Exception {
    OperatorStateStore store = context.getOperatorStateStore();
    return new HostState(
        store.getUnionListState(CLOCK),
        store.getUnionListState(STATEMENTS),
        store.getUnionListState(StateSizes.STATE),
        context.isRestored());
  }

  /** The largest clock of all old subtasks: a key that moves never sees an earlier one. */
  long clockMillis() throws Exception {
    long clockMillis = PartitionClocks.NONE;
    for (long old : clocks.get()) {
      clockMillis = Math.max(clockMillis, old);
    }
    return clockMillis;
  }

  Warming warming(List<KnownStatement> current, long clockMillis) throws Exception {
    List<KnownStatement> before = new ArrayList<>();
    statements.get().forEach(before::add);
    return new Warming(current, jobRestored, before, clockMillis);
  }

  StateSizes sizes(KeyedStateBackend<?> backend, TaskInfo task) throws Exception {
    return StateSizes.restore(sizes, backend, KeyStore.HEADERS.getName(), task);
  }

  void update(long clockMillis, Warming warming, StateSizes stateSizes) throws Exception {
    clocks.update(List.of(clockMillis));
    statements.update(warming.statements());
    sizes.update(stateSizes.toKeep());
  }
}
