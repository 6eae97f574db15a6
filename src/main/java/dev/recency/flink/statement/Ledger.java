package dev.recency.flink.statement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.metrics.MetricGroup;

/**
 * All that the statements of one subtask count. The counts go on from those of a checkpoint, so
 * they tell of each record once, whatever failed in between; those of statements that are gone are
 * forgotten. Not thread-safe.
 */
public final class Ledger {
  private final MetricGroup operator;
  private final List<StatementCount> restored;
  private final OptionalLong restoredCheckpoint;
  private final Map<String, SortedMap<Integer, Long>> before = new HashMap<>();
  private final List<Supplier<List<StatementCount>>> books = new ArrayList<>();
  private final Balance balance;

  /**
   * @param operator the group of the operator that runs the statements
   * @param interval tells which checkpoints show their balance
   * @param restored what this subtask has been given of a checkpoint
   * @param restoredCheckpoint which one, if any
   */
  public Ledger(
      MetricGroup operator,
      BalanceInterval interval,
      List<StatementCount> restored,
      OptionalLong restoredCheckpoint) {
    this.operator = operator;
    this.restored = List.copyOf(restored);
    this.restoredCheckpoint = restoredCheckpoint;
    balance = new Balance(operator, interval);
    for (StatementCount count : restored) {
      SortedMap<Integer, Long> sums =
          before.computeIfAbsent(key(count.statement(), count.name()), each -> new TreeMap<>());
      count.byPartition().forEach((partition, each) -> sums.merge(partition, each, Long::sum));
    }
  }

  /** A ledger of a job that begins. */
  public static Ledger empty(MetricGroup operator) {
    return new Ledger(operator, BalanceInterval.DEFAULT, List.of(), OptionalLong.empty());
  }

  private static String key(String statement, String name) {
    return name + " " + statement;
  }

  private SortedMap<Integer, Long> before(String statement, String name) {
    return before.getOrDefault(key(statement, name), Collections.emptySortedMap());
  }

  /** The counts of what becomes of records in some statements that share their fate; once each. */
  public StatementMetrics records(List<String> statements) {
    StatementMetrics metrics = new StatementMetrics(operator, statements, this::before);
    books.add(metrics::counts);
    statements.forEach(balance::add);
    restoredCheckpoint.ifPresent(checkpoint -> balance.publish(checkpoint, restored));
    return metrics;
  }

  /**
   * The counts of what a statement writes; once each.
   *
   * @param clock the wall clock; empty in a replay
   */
  public CommandMetrics commands(String statement, Optional<LongSupplier> clock) {
    CommandMetrics metrics = new CommandMetrics(operator, statement, this::before, clock);
    books.add(metrics::counts);
    return metrics;
  }

  /** What a checkpoint that was triggered then is to keep. */
  List<StatementCount> take(long checkpoint, long triggeredMillis) {
    List<StatementCount> counts = new ArrayList<>();
    for (Supplier<List<StatementCount>> book : books) {
      book.get().stream().filter(each -> !each.byPartition().isEmpty()).forEach(counts::add);
    }
    balance.take(checkpoint, triggeredMillis, counts);
    return counts;
  }

  void completed(long checkpoint) {
    balance.completed(checkpoint);
  }

  void aborted(long checkpoint) {
    balance.aborted(checkpoint);
  }
}
