package dev.recency.simulator;

import dev.recency.operator.Outcome;
import dev.recency.plan.row.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The counts of the statements of one runner, each by source partition. */
final class Tally {
  private final List<String> statements;
  private final List<Map<Integer, StatementCounts>> counts = new ArrayList<>();
  private int partition;

  /**
   * @param statements their ids
   */
  Tally(List<String> statements) {
    this.statements = List.copyOf(statements);
    this.statements.forEach(each -> counts.add(new TreeMap<>()));
  }

  /** A record of this partition was read; what is counted from now on is its doing. */
  void read(int ofPartition) {
    partition = ofPartition;
    each(StatementCounts::countRead);
  }

  /** The current record did not pass WHERE. */
  void filtered() {
    each(StatementCounts::countFiltered);
  }

  /** The current record goes to the dead letters. */
  void rejected(RejectReason reason) {
    each(counts -> counts.countRejected(reason));
  }

  /** What became of the current record, or of a value, in a statement. */
  void count(int statement, Outcome outcome) {
    of(statement, partition).count(outcome);
  }

  /** A statement wrote a command. */
  void command(int statement) {
    of(statement, partition).countCommand();
  }

  /** Whether the statement of this id is counted here. */
  boolean has(String statement) {
    return statements.contains(statement);
  }

  /** A copy of what became of the records of this partition in this statement. */
  StatementCounts counts(String statement, int ofPartition) {
    return of(statements.indexOf(statement), ofPartition).copy();
  }

  private void each(Consumer<StatementCounts> action) {
    for (int statement = 0; statement < counts.size(); statement++) {
      action.accept(of(statement, partition));
    }
  }

  private StatementCounts of(int statement, int ofPartition) {
    return counts.get(statement).computeIfAbsent(ofPartition, each -> new StatementCounts());
  }
}
