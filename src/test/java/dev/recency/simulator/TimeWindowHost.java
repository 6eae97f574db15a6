package dev.recency.simulator;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.Outcome;
import dev.recency.plan.Query;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hosts a windowed query on key spaces, which forget live headers now and then. */
final class TimeWindowHost {
  /** A row as it was emitted, or must be. */
  record Emitted(List<@Nullable Object> row, RowKind kind, long asOf, long arrival) {}

  private final Query.Windowed query;
  private final Supplier<KeyedOperator> operators;
  private final SplittableRandom random;
  private List<KeySpace> instances = new ArrayList<>();
  private final List<Emitted> rows = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();

  TimeWindowHost(Query.Windowed query, Supplier<KeyedOperator> operators, SplittableRandom random) {
    this.query = query;
    this.operators = operators;
    this.random = random;
    restore(List.of(), 1);
  }

  void process(KeyedRecord record) {
    rows.clear();
    outcomes.clear();
    int part =
        KeySpaceSnapshot.part(
            KeyState.identity(record.key(), TimeWindowQueries.KEY), instances.size());
    instances.get(part).process(record);
  }

  void advance(long toMillis) {
    rows.clear();
    instances.forEach(each -> each.advance(toMillis, 0));
  }

  /** The rows of the last call. */
  List<Emitted> rows() {
    return rows;
  }

  /** What was counted of the last record. */
  List<Outcome> outcomes() {
    return outcomes;
  }

  List<KeySpaceSnapshot> snapshot() {
    return instances.stream().map(KeySpace::snapshot).toList();
  }

  /** Goes on from these, with so many instances. */
  void restore(List<KeySpaceSnapshot> snapshots, int parts) {
    List<List<KeySpaceSnapshot>> split = snapshots.stream().map(s -> s.split(parts)).toList();
    instances = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int own = part;
      KeySpace instance =
          new KeySpace(
              new Ending(new StrictOperator(operators.get(), random, false)),
              TimeWindowQueries.KEY,
              new Collector(),
              () -> random.nextInt(4) == 0);
      instance.restore(split.stream().map(each -> each.get(own)).toList());
      instances.add(instance);
    }
  }

  int keysWithState() {
    return instances.stream().mapToInt(KeySpace::keysWithState).sum();
  }

  int timers() {
    return instances.stream().mapToInt(KeySpace::timers).sum();
  }

  /** An operator whose timers come to an end. */
  private static final class Ending implements KeyedOperator {
    private static final int MOST = 100_000;

    private final KeyedOperator operator;
    private int timers;

    private Ending(KeyedOperator operator) {
      this.operator = operator;
    }

    @Override
    public void onRecord(KeyedRecord record, KeyContext context) {
      operator.onRecord(record, context);
    }

    @Override
    public void onTimer(Row key, KeyContext context) {
      if (timers++ > MOST) {
        throw new AssertionError("timers without end");
      }
      operator.onTimer(key, context);
    }
  }

  private final class Collector implements KeySpace.Output {
    @Override
    public void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
      rows.add(new Emitted(TimeWindowQueries.values(query, row), kind, asOfMillis, arrivalMillis));
    }

    @Override
    public void count(int statement, Outcome outcome) {
      outcomes.add(outcome);
    }
  }
}
