package dev.recency.flink.statement;

import dev.recency.plan.row.RejectReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.metrics.MetricGroup;

/**
 * What became of the records of some statements that share their fate. Per statement and source
 * partition {@code read = accepted + filtered + late + rejected}, all reasons and all operators of
 * the statement together; {@code lateWithoutEffect} is part of {@code late}. Bears the variables
 * {@code statement}, {@code partition} and, for rejections, {@code reason}.
 */
public final class StatementMetrics {
  private final List<String> statements;
  private final Map<String, PartitionCounter> counters = new LinkedHashMap<>();
  private final PartitionCounter read;
  private final PartitionCounter accepted;
  private final PartitionCounter filtered;
  private final PartitionCounter late;
  private final PartitionCounter lateWithoutEffect;
  private final Map<RejectReason, PartitionCounter> rejected = new EnumMap<>(RejectReason.class);

  /** From what a statement goes on. */
  @FunctionalInterface
  interface Before {
    /** What it had counted under this name, by partition. */
    SortedMap<Integer, Long> count(String statement, String name);
  }

  /**
   * @param operator the group of the operator that runs the statements
   */
  StatementMetrics(MetricGroup operator, List<String> statements, Before before) {
    this.statements = List.copyOf(statements);
    read = counter(operator, StatementCount.READ, before);
    accepted = counter(operator, StatementCount.ACCEPTED, before);
    filtered = counter(operator, StatementCount.FILTERED, before);
    late = counter(operator, StatementCount.LATE, before);
    lateWithoutEffect = counter(operator, StatementCount.LATE_WITHOUT_EFFECT, before);
    for (RejectReason reason : RejectReason.values()) {
      if (reason != RejectReason.LATE) {
        rejected.put(reason, rejections(operator, reason.name(), before));
      }
    }
  }

  private PartitionCounter counter(MetricGroup operator, String name, Before before) {
    List<PartitionCounter.Page> pages = new ArrayList<>();
    for (String id : statements) {
      pages.add(
          new PartitionCounter.Page(operator.addGroup("statement", id), before.count(id, name)));
    }
    return counters.computeIfAbsent(name, each -> new PartitionCounter(pages, name));
  }

  private PartitionCounter rejections(MetricGroup operator, String reason, Before before) {
    String name = StatementCount.rejected(reason);
    List<PartitionCounter.Page> pages = new ArrayList<>();
    for (String id : statements) {
      pages.add(
          new PartitionCounter.Page(
              operator.addGroup("statement", id).addGroup("reason", reason),
              before.count(id, name)));
    }
    return counters.computeIfAbsent(
        name, each -> new PartitionCounter(pages, StatementCount.REJECTED));
  }

  /** What has been counted so far. */
  List<StatementCount> counts() {
    List<StatementCount> counts = new ArrayList<>();
    for (int page = 0; page < statements.size(); page++) {
      for (Map.Entry<String, PartitionCounter> counter : counters.entrySet()) {
        counts.add(
            new StatementCount(
                statements.get(page), counter.getKey(), counter.getValue().counts(page)));
      }
    }
    return counts;
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
}
