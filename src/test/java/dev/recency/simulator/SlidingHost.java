package dev.recency.simulator;

import dev.recency.operator.KeyedOperator;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.Outcome;
import dev.recency.operator.PartitionClocks;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.simulator.SlidingScript.Call;
import dev.recency.window.SlidingWindows.Decay;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Hosts the operator of a script on key spaces, and sees to it that both keep their contract. */
final class SlidingHost {
  private final SlidingStatements statements;
  private final Decay decay;
  private final RunnerOptions.Operators operators;
  private final UnaryOperator<KeySpaceSnapshot> restored;
  private final SplittableRandom random;
  private List<KeySpace> instances = new ArrayList<>();
  private List<KeySpaceSnapshot> checkpoint = List.of();
  private List<SlidingRow> rows = new ArrayList<>();
  private List<Long> arrivals = new ArrayList<>();
  private List<Outcome> outcomes = new ArrayList<>();
  private long now = PartitionClocks.NONE;

  SlidingHost(SlidingStatements statements, Decay decay, RunnerOptions.Operators operators) {
    this(statements, decay, operators, UnaryOperator.identity());
  }

  /**
   * @param restored what becomes of a snapshot before an instance takes it over
   */
  SlidingHost(
      SlidingStatements statements,
      Decay decay,
      RunnerOptions.Operators operators,
      UnaryOperator<KeySpaceSnapshot> restored) {
    this.restored = restored;
    this.statements = statements;
    this.decay = decay;
    this.operators = operators;
    random = new SplittableRandom(statements.toString().hashCode());
    restore(1);
  }

  /** The rows that the operator emits in this call. */
  public List<SlidingRow> call(Call call) {
    rows = new ArrayList<>();
    arrivals = new ArrayList<>();
    outcomes = new ArrayList<>();
    if (call instanceof Call.Take take && !take.late()) {
      now = Math.max(now, take.event().arrivalMillis());
      statements.keyed(take.event()).ifPresent(this::take);
    } else if (call instanceof Call.Clock clock) {
      now = Math.max(now, clock.millis());
      instances.forEach(each -> each.advance(clock.millis(), now));
    } else if (call instanceof Call.Checkpoint) {
      checkpoint = instances.stream().map(KeySpace::snapshot).toList();
    } else if (call instanceof Call.Restore restore) {
      restore(restore.parts());
    }
    return rows;
  }

  private void take(KeyedRecord record) {
    int part = KeySpaceSnapshot.part(statements.identity(record.key()), instances.size());
    instances.get(part).process(record);
  }

  private void restore(int parts) {
    instances = new ArrayList<>();
    List<List<KeySpaceSnapshot>> split =
        checkpoint.stream().map(each -> each.split(parts)).toList();
    for (int part = 0; part < parts; part++) {
      int own = part;
      KeyedOperator operator =
          new StrictOperator(operators.of(statements.log(), statements.having(), decay), random);
      KeySpace instance =
          new KeySpace(
              operator,
              statements.keyType(),
              KeyedRunner.encoding(statements.log().statements().get(0)),
              new Collector(),
              () -> random.nextInt(4) == 0);
      instance.restore(split.stream().map(each -> restored.apply(each.get(own))).toList());
      instances.add(instance);
    }
  }

  /** The arrival that each row of the last call bears. */
  public List<Long> arrivals() {
    return arrivals;
  }

  /** What became of the record of the last call, by statement; empty if there was none. */
  public List<Outcome> outcomes() {
    return outcomes;
  }

  /** Keys that have state, in all instances. */
  public int keysWithState() {
    return instances.stream().mapToInt(KeySpace::keysWithState).sum();
  }

  /** Timers that are set, in all instances. */
  public int timers() {
    return instances.stream().mapToInt(KeySpace::timers).sum();
  }

  private final class Collector implements KeySpace.Output {
    @Override
    public void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
      rows.add(SlidingRow.of(statements, statement, row, kind, asOfMillis));
      arrivals.add(arrivalMillis);
    }

    @Override
    public void count(int statement, Outcome outcome) {
      if (outcome != Outcome.SUM_OVERFLOW) {
        while (outcomes.size() < statements.size()) {
          outcomes.add(Outcome.SUM_OVERFLOW);
        }
        if (outcomes.set(statement, outcome) != Outcome.SUM_OVERFLOW) {
          throw new AssertionError("two outcomes of one record in statement [" + statement + "]");
        }
      }
    }
  }
}
