package dev.recency.flink.keyed;

import dev.recency.flink.Definitions;
import dev.recency.flink.JobBuilder;
import dev.recency.flink.ShownMetrics;
import dev.recency.flink.keyed.HostFixture.Backend;
import dev.recency.flink.keyed.HostFixture.State;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.EncodedKeySerializer;
import dev.recency.flink.table.TableRowsHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** All subtasks of one {@link TableRowsHost}, with a state that can be taken and rescaled. */
final class RowsFixture implements AutoCloseable {
  private final List<KeyedOneInputStreamOperatorTestHarness<EncodedKey, KeyedElement, KeyedElement>>
      subtasks = new ArrayList<>();

  private final ShownMetrics metrics = new ShownMetrics();

  private RowsFixture() {}

  /** What all subtasks show. */
  ShownMetrics metrics() {
    return metrics;
  }

  static RowsFixture open(
      Definitions definitions,
      String id,
      Backend backend,
      Path directory,
      int parallelism,
      @Nullable State state)
      throws Exception {
    RowsFixture fixture = new RowsFixture();
    for (int subtask = 0; subtask < parallelism; subtask++) {
      KeyedOneInputStreamOperatorTestHarness<EncodedKey, KeyedElement, KeyedElement> harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new TableRowsHost(definitions, id),
              KeyedElement::key,
              EncodedKeySerializer.TYPE,
              fixture.metrics.environment(JobBuilder.MAX_PARALLELISM, parallelism, subtask));
      harness.setStateBackend(backend.create());
      harness.setCheckpointStorage(new FileSystemCheckpointStorage(directory.toUri()));
      harness.setup(KeyedElementSerializer.INSTANCE);
      if (state != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state.merged(),
                JobBuilder.MAX_PARALLELISM,
                state.parallelism(),
                parallelism,
                subtask));
      }
      harness.open();
      fixture.subtasks.add(harness);
    }
    return fixture;
  }

  /** The changes that a record makes, in order. */
  List<KeyedElement> process(KeyedElement element) throws Exception {
    var subtask =
        subtasks.get(
            KeyGroupRangeAssignment.assignKeyToParallelOperator(
                element.key(), JobBuilder.MAX_PARALLELISM, subtasks.size()));
    subtask.processElement(element, element.eventTimeMillis());
    List<KeyedElement> changes = List.copyOf(subtask.extractOutputValues());
    subtask.getOutput().clear();
    return changes;
  }

  /** Keys with a row; heap backend only. */
  int rows() {
    return subtasks.stream().mapToInt(each -> each.numKeyedStateEntries()).sum();
  }

  State snapshot(long checkpointId) throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
    for (int subtask = 0; subtask < states.length; subtask++) {
      states[subtask] = subtasks.get(subtask).snapshot(checkpointId, checkpointId);
    }
    return new State(AbstractStreamOperatorTestHarness.repackageState(states), subtasks.size());
  }

  @Override
  public void close() throws Exception {
    for (var subtask : subtasks) {
      subtask.close();
    }
  }
}
