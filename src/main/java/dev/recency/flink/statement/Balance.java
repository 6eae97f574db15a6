package dev.recency.flink.statement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.MetricGroup;

/**
 * This subtask's part of {@code read − accepted − filtered − late − rejected}, per statement and
 * source partition, as of a completed checkpoint: the first of each {@link BalanceInterval}, or the
 * one that was restored. A barrier is the only place where nothing is on its way between two
 * operators: over all operators and subtasks the parts of one checkpoint add up to 0. Whoever adds
 * them up sees by {@code balanceCheckpoint} whether they are of one.
 */
final class Balance {
  /** The checkpoint of a balance before the first one. */
  static final long NO_CHECKPOINT = -1;

  private record Taken(long triggeredMillis, List<StatementCount> counts) {}

  private final MetricGroup operator;
  private final BalanceInterval interval;
  private final NavigableMap<Long, Taken> taken = new TreeMap<>();
  private final Map<String, Map<Integer, Long>> parts = new ConcurrentHashMap<>();
  private OptionalLong completedMillis = OptionalLong.empty();
  private volatile long checkpointId = NO_CHECKPOINT;

  /**
   * @param operator the group of the operator
   */
  Balance(MetricGroup operator, BalanceInterval interval) {
    this.operator = operator;
    this.interval = interval;
  }

  /** Shows a statement. */
  void add(String statement) {
    if (parts.putIfAbsent(statement, new ConcurrentHashMap<>()) == null) {
      operator.addGroup("statement", statement).gauge("balanceCheckpoint", () -> checkpointId);
    }
  }

  /** What a checkpoint that was triggered then has been given. */
  void take(long checkpoint, long triggeredMillis, List<StatementCount> counts) {
    taken.put(checkpoint, new Taken(triggeredMillis, counts));
  }

  /** A checkpoint holds; those before it will not be told of any more. */
  void completed(long checkpoint) {
    Taken held = taken.get(checkpoint);
    taken.headMap(checkpoint, true).clear();
    if (held != null) {
      if (interval.begins(completedMillis, held.triggeredMillis())) {
        publish(checkpoint, held.counts());
      }
      completedMillis = OptionalLong.of(held.triggeredMillis());
    }
  }

  /** A checkpoint will never hold. */
  void aborted(long checkpoint) {
    taken.remove(checkpoint);
  }

  /** Shows the balance of these counts of the statements that are here. */
  void publish(long checkpoint, List<StatementCount> counts) {
    Map<String, Map<Integer, Long>> sums = new HashMap<>();
    for (StatementCount count : counts) {
      if (count.sign() != 0 && parts.containsKey(count.statement())) {
        Map<Integer, Long> own = sums.computeIfAbsent(count.statement(), id -> new HashMap<>());
        count.byPartition().forEach((at, each) -> own.merge(at, count.sign() * each, Long::sum));
      }
    }
    sums.forEach((id, own) -> own.forEach((partition, part) -> show(id, partition, part)));
    checkpointId = checkpoint;
  }

  private void show(String statement, int partition, long part) {
    Map<Integer, Long> shown = Objects.requireNonNull(parts.get(statement));
    if (shown.put(partition, part) == null) {
      operator
          .addGroup("statement", statement)
          .addGroup("partition", Integer.toString(partition))
          .gauge("balance", () -> shown.getOrDefault(partition, 0L));
    }
  }
}
