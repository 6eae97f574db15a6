package dev.recency.flink.statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.MetricGroup;

/**
 * What a statement has written, and how long that took. It belongs to no partition. Bears the
 * variable {@code statement}.
 */
public final class CommandMetrics {
  private final String statement;
  private final Map<String, SharedCounter> counters = new LinkedHashMap<>();
  private final SharedCounter commands;
  private final SharedCounter decays;
  private final SharedCounter unwritable;
  private final SharedCounter sumOverflow;
  private final Delays commandDelays;
  private final Delays decayDelays;

  /**
   * @param operator the group of the operator that runs the statement
   * @param clock the wall clock; empty in a replay, where nothing has a delay
   */
  CommandMetrics(
      MetricGroup operator,
      String statement,
      StatementMetrics.Before before,
      Optional<LongSupplier> clock) {
    this.statement = statement;
    MetricGroup group = operator.addGroup("statement", statement);
    commands = counter(group, "commands", before);
    decays = counter(group, "decays", before);
    unwritable = counter(group, "unwritable", before);
    sumOverflow = counter(group, "sumOverflow", before);
    commandDelays = Delays.of(group, "commandDelayMillis", clock);
    decayDelays = Delays.of(group, "decayDelayMillis", clock);
  }

  private SharedCounter counter(MetricGroup group, String name, StatementMetrics.Before before) {
    SharedCounter counter =
        new SharedCounter(
            before.count(statement, name).getOrDefault(StatementCount.NO_PARTITION, 0L));
    counter.show(0, group, name);
    counters.put(name, counter);
    return counter;
  }

  /** What has been counted so far. */
  List<StatementCount> counts() {
    List<StatementCount> counts = new ArrayList<>();
    counters.forEach(
        (name, counter) -> {
          SortedMap<Integer, Long> count = new TreeMap<>();
          count.put(StatementCount.NO_PARTITION, counter.count(0));
          counts.add(new StatementCount(statement, name, count));
        });
    return counts;
  }

  /**
   * A command of a record was written.
   *
   * @param arrivalMillis of the record
   */
  public void countCommand(long arrivalMillis) {
    commands.inc();
    commandDelays.since(arrivalMillis);
  }

  /**
   * A command of a timer was written.
   *
   * @param dueMillis when it would have come without any delay
   */
  public void countDecayCommand(long dueMillis) {
    commands.inc();
    decayDelays.since(dueMillis);
  }

  /** A row came from a timer and not from a record. */
  public void countDecay() {
    decays.inc();
  }

  /** A row has no value in the sink's TIMESTAMP column, or is too large for Kafka. */
  public void countUnwritable() {
    unwritable.inc();
  }

  /** A sum did not fit its type and was NULL. */
  public void countSumOverflow() {
    sumOverflow.inc();
  }
}
