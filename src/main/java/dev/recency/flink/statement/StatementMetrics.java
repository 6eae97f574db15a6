package dev.recency.flink.statement;

import dev.recency.plan.row.RejectReason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What became of the records in one statement: {@code read = accepted + filtered + rejected}, all
 * reasons together. Bears the variables {@code statement} and, for rejections, {@code reason}.
 */
public final class StatementMetrics {
  private final Counter read;
  private final Counter accepted;
  private final Counter filtered;
  private final Counter commands;
  private final Counter unwritable;
  private final Map<RejectReason, Counter> rejected = new EnumMap<>(RejectReason.class);

  /**
   * @param operator the group of the operator that runs the statement
   */
  public StatementMetrics(MetricGroup operator, String statement) {
    MetricGroup group = operator.addGroup("statement", statement);
    read = group.counter("read");
    accepted = group.counter("accepted");
    filtered = group.counter("filtered");
    commands = group.counter("commands");
    unwritable = group.counter("unwritable");
    for (RejectReason reason : RejectReason.values()) {
      rejected.put(reason, group.addGroup("reason", reason.name()).counter("rejected"));
    }
  }

  /** A record of the statement's source came. */
  public void countRead() {
    read.inc();
  }

  /** An event became part of a value or a command. */
  public void countAccepted() {
    accepted.inc();
  }

  /** An event did not pass WHERE. */
  public void countFiltered() {
    filtered.inc();
  }

  /** A record was rejected. */
  public void countRejected(RejectReason reason) {
    Counter counter = rejected.get(reason);
    if (counter != null) {
      counter.inc();
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
}
