package dev.recency.flink.keyed;

import dev.recency.command.CommandRecord;
import dev.recency.flink.JobBuilder;
import dev.recency.flink.ShownMetrics;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.EncodedKeySerializer;
import dev.recency.flink.statement.CommandLimits;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.flink.statement.StatementOperator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** All subtasks of one host, as Flink would run them, with a state that can be taken and rescaled. */
final class HostFixture implements AutoCloseable {
  /** Where keyed state lives. */
  enum Backend {
    HEAP,
    ROCKSDB;

    StateBackend create() {
      if (this == HEAP) {
        return new HashMapStateBackend();
      }
      EmbeddedRocksDBStateBackend rocksDb = new EmbeddedRocksDBStateBackend();
      Configuration settings = new Configuration();
      settings.set(RocksDBOptions.USE_MANAGED_MEMORY, false); // seven times slower otherwise
      return rocksDb.configure(settings, HostFixture.class.getClassLoader());
    }
  }

  /** What all subtasks kept. */
  record State(OperatorSubtaskState merged, int parallelism) {}

  private final List<
          KeyedOneInputStreamOperatorTestHarness<EncodedKey, KeyedElement, CommandRecord>>
      subtasks = new ArrayList<>();

  private final List<String> sideTopics = new ArrayList<>();
  private final ShownMetrics metrics = new ShownMetrics();

  private HostFixture(KeyedQuery query) {
    query.open((statement, kind, message) -> {}).statements().stream()
        .map(KeyedQuery.Statement::topic)
        .distinct()
        .skip(1)
        .forEach(sideTopics::add);
  }

  static HostFixture open(
      KeyedQuery query, Backend backend, Path directory, int parallelism, @Nullable State state)
      throws Exception {
    return open(query, backend, directory, parallelism, state, 1 << 20);
  }

  /**
   * @param cacheBytes of each subtask; 0: none
   */
  static HostFixture open(
      KeyedQuery query,
      Backend backend,
      Path directory,
      int parallelism,
      @Nullable State state,
      long cacheBytes)
      throws Exception {
    HostFixture fixture = new HostFixture(query);
    for (int subtask = 0; subtask < parallelism; subtask++) {
      KeyedOneInputStreamOperatorTestHarness<EncodedKey, KeyedElement, CommandRecord> harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedOperatorHost(
                  query,
                  new CommandLimits(1 << 20, 60_000, true),
                  new DeadLetters("dead", 1 << 20),
                  cacheBytes),
              KeyedElement::key,
              EncodedKeySerializer.TYPE,
              fixture.metrics.environment(JobBuilder.MAX_PARALLELISM, parallelism, subtask));
      harness.setStateBackend(backend.create());
      harness.setCheckpointStorage(new FileSystemCheckpointStorage(directory.toUri()));
      harness.setup();
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

  void process(KeyedElement element) throws Exception {
    subtasks.get(subtaskOf(element.key())).processElement(element, element.eventTimeMillis());
  }

  int subtaskOf(EncodedKey key) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        key, JobBuilder.MAX_PARALLELISM, subtasks.size());
  }

  /** What all subtasks show. */
  ShownMetrics metrics() {
    return metrics;
  }

  /** Sets the wall clock of all subtasks. */
  void now(long millis) throws Exception {
    for (var subtask : subtasks) {
      subtask.setProcessingTime(millis);
    }
  }

  /** Tells all subtasks that a checkpoint is complete. */
  void completed(long checkpointId) throws Exception {
    for (var subtask : subtasks) {
      subtask.notifyOfCompletedCheckpoint(checkpointId);
    }
  }

  /** Moves the clock of all subtasks. */
  void clock(long clockMillis) throws Exception {
    for (var subtask : subtasks) {
      subtask.processWatermark(clockMillis - 1);
    }
  }

  /** Moves the clock of one subtask. */
  void clock(int subtask, long clockMillis) throws Exception {
    subtasks.get(subtask).processWatermark(clockMillis - 1);
  }

  int timers() {
    return subtasks.stream().mapToInt(AbstractStreamOperatorTestHarness::numEventTimeTimers).sum();
  }

  /** The commands since the last call; those of the first statement's topic first. */
  List<CommandRecord> take() {
    List<CommandRecord> commands = new ArrayList<>();
    for (var subtask : subtasks) {
      commands.addAll(subtask.extractOutputValues());
      subtask.getOutput().clear();
      for (String topic : sideTopics) {
        var own = subtask.getSideOutput(StatementOperator.commandsOf(topic));
        if (own != null) {
          own.forEach(command -> commands.add(command.getValue()));
          own.clear();
        }
      }
    }
    return commands;
  }

  /** All dead letters so far. */
  List<CommandRecord> letters() {
    List<CommandRecord> letters = new ArrayList<>();
    for (var subtask : subtasks) {
      var own = subtask.getSideOutput(KeyingOperator.DEAD_LETTERS);
      if (own != null) {
        own.forEach(letter -> letters.add(letter.getValue()));
      }
    }
    return letters;
  }

  /** What happens before the barrier is sent on. */
  void beforeBarrier(long checkpointId) throws Exception {
    for (var subtask : subtasks) {
      subtask.prepareSnapshotPreBarrier(checkpointId);
    }
  }

  /** What keyed state holds; heap backend only. */
  int entries() {
    return subtasks.stream().mapToInt(each -> each.numKeyedStateEntries()).sum();
  }

  private interface StateStep {
    void run(KeyedStateBackend<EncodedKey> backend) throws Exception;
  }

  /** Lets something go through all keyed state, after which the hosts go on as before. */
  private void throughState(StateStep step) throws Exception {
    for (var subtask : subtasks) {
      AbstractStreamOperator<?> host = (AbstractStreamOperator<?>) subtask.getOperator();
      Object selected = host.getCurrentKey();
      step.run(host.getKeyedStateBackend());
      if (selected != null) {
        host.setCurrentKey(selected);
      }
    }
  }

  /** What keyed state really holds, found by going through all of it. */
  KeyGroupSizes.Size stored() throws Exception {
    long[] found = new long[2];
    throughState(
        backend -> {
          backend.applyToAllKeys(
              VoidNamespace.INSTANCE,
              VoidNamespaceSerializer.INSTANCE,
              KeyStore.HEADERS,
              (key, state) -> {
                found[0]++;
                found[1] += StateSizes.length(state.value().header());
              });
          backend.applyToAllKeys(
              VoidNamespace.INSTANCE,
              VoidNamespaceSerializer.INSTANCE,
              KeyStore.CHUNKS,
              (key, state) -> {
                for (byte[] chunk : state.values()) {
                  found[1] += chunk.length;
                }
              });
        });
    return new KeyGroupSizes.Size(found[0], found[1]);
  }

  /** Replaces all chunks in state behind the back of the host. */
  void replaceChunks(byte[] chunk) throws Exception {
    throughState(
        backend ->
            backend.applyToAllKeys(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                KeyStore.CHUNKS,
                (key, state) -> {
                  for (var entry : state.entries()) {
                    entry.setValue(chunk);
                  }
                }));
  }

  State snapshot(long checkpointId) throws Exception {
    beforeBarrier(checkpointId);
    return snapshotWithoutBarrier(checkpointId);
  }

  State snapshotWithoutBarrier(long checkpointId) throws Exception {
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
