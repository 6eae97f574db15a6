package dev.recency.flink.statement;

import dev.recency.plan.row.RejectReason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;

/**
 * What became of the records of some statements that share their fate. Per statement and source
 * partition {@code read = accepted + filtered + late + rejected}, all reasons and all operators of
 * the statement together; {@code lateWithoutEffect} is part of {@code late}. Bears the variables
 * {@code statement}, {@code partition} and, for rejections, {@code reason}; what is counted of
 * outputs belongs to no partition.
 */
public final class StatementMetrics {
  private final PartitionCounter read;
  private final PartitionCounter accepted;
  private final PartitionCounter filtered;
  private final PartitionCounter late;
  private final PartitionCounter lateWithoutEffect;
  private final Map<RejectReason, PartitionCounter> rejected = new EnumMap<>(RejectReason.class);
  private final Counter commands;
  private final Counter decays;
  private final Counter unwritable;
  private final Counter sumOverflow;

  /**
   * @param operator the group of the operator that runs the statements
   */
  public StatementMetrics(MetricGroup operator, List<String> statements) {
    List<MetricGroup> groups =
        statements.stream().map(id -> (MetricGroup) operator.addGroup("statement", id)).toList();
    read = new PartitionCounter(groups, "read");
    accepted = new PartitionCounter(groups, "accepted");
    filtered = new PartitionCounter(groups, "filtered");
    late = new PartitionCounter(groups, "late");
    lateWithoutEffect = new PartitionCounter(groups, "lateWithoutEffect");
    for (RejectReason reason : RejectReason.values()) {
      List<MetricGroup> ofReason =
          groups.stream()
              .map(group -> (MetricGroup) group.addGroup("reason", reason.name()))
              .toList();
      rejected.put(reason, new PartitionCounter(ofReason, "rejected"));
    }
    commands = counter(groups, "commands");
    decays = counter(groups, "decays");
    unwritable = counter(groups, "unwritable");
    sumOverflow = counter(groups, "sumOverflow");
  }

  private static Counter counter(List<MetricGroup> groups, String name) {
    Counter counter = new SimpleCounter();
    groups.forEach(group -> group.counter(name, counter));
    return counter;
  }

  /** A record of the statement's source came. */
  public void countRead(int partition) {
    read.inc(partition);
  }

  /** An event became part of a value or a command. */
  public void countAccepted(int partition) {
    accepted.inc(partition);
  }

  /** An event did not pass WHERE. */
  public void countFiltered(int partition) {
    filtered.inc(partition);
  }

  /** An event came too late to change the value. */
  public void countLateWithoutEffect(int partition) {
    late.inc(partition);
    lateWithoutEffect.inc(partition);
  }

  /** A record was rejected; one that was {@code LATE} is late. */
  public void countRejected(int partition, RejectReason reason) {
    PartitionCounter counter = reason == RejectReason.LATE ? late : rejected.get(reason);
    if (counter != null) {
      counter.inc(partition);
    }
  }

  /** A row has no value in the sink's TIMESTAMP column, or is too large for Kafka. */
  public void countUnwritable() {
    unwritable.inc();
  }

  /** A command was written. */
  public void countCommand() {
    commands.inc();
  }

  /** A row came from a timer and not from a record. */
  public void countDecay() {
    decays.inc();
  }

  /** A sum did not fit its type and was NULL. */
  public void countSumOverflow() {
    sumOverflow.inc();
  }
}
