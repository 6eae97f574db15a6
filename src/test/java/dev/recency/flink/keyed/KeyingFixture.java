package dev.recency.flink.keyed;

import dev.recency.flink.Definitions;
import dev.recency.flink.JobBuilder;
import dev.recency.flink.ShownMetrics;
import dev.recency.flink.keyed.HostFixture.State;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.format.RecordDecoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** All subtasks of the keying of some definitions' only group; each reads its partitions. */
final class KeyingFixture implements AutoCloseable {
  private final List<OneInputStreamOperatorTestHarness<SourceElement, KeyedElement>> subtasks =
      new ArrayList<>();

  private final ShownMetrics metrics = new ShownMetrics();
  private final RecordDecoder decoder;

  private KeyingFixture(Definitions definitions) {
    decoder = Decoders.of(definitions.plan().inputs().get(0));
  }

  static String uid(Definitions definitions) {
    return KeyedGroup.of(definitions.plan()).get(0).uid();
  }

  static KeyingFixture open(Definitions definitions, int parallelism, @Nullable State state)
      throws Exception {
    KeyingFixture fixture = new KeyingFixture(definitions);
    for (int subtask = 0; subtask < parallelism; subtask++) {
      KeyingOperator operator =
          new KeyingOperator(definitions, uid(definitions), 0, new DeadLetters("dead", 1 << 20));
      OneInputStreamOperatorTestHarness<SourceElement, KeyedElement> harness =
          new OneInputStreamOperatorTestHarness<>(
              operator,
              fixture.metrics.environment(JobBuilder.MAX_PARALLELISM, parallelism, subtask));
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

  /** What all subtasks show. */
  ShownMetrics metrics() {
    return metrics;
  }

  /** What comes of a record: one element or none. */
  List<KeyedElement> process(RawRecord record) throws Exception {
    var subtask = subtasks.get(record.partition() % subtasks.size());
    subtask.processElement(
        new StreamRecord<>(new SourceElement.Read(record, List.of(decoder.decode(record)))));
    List<KeyedElement> elements = subtask.extractOutputValues();
    subtask.getOutput().clear();
    return elements;
  }

  State snapshot(long checkpointId) throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
    for (int subtask = 0; subtask < states.length; subtask++) {
      states[subtask] = subtasks.get(subtask).snapshot(checkpointId, checkpointId);
    }
    return new State(AbstractStreamOperatorTestHarness.repackageState(states), subtasks.size());
  }

  /** Tells all subtasks that a checkpoint is complete. */
  void completed(long checkpointId) throws Exception {
    for (var subtask : subtasks) {
      subtask.notifyOfCompletedCheckpoint(checkpointId);
    }
  }

  @Override
  public void close() throws Exception {
    for (var subtask : subtasks) {
      subtask.close();
    }
  }
}
