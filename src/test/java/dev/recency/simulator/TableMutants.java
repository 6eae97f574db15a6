package dev.recency.simulator;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.plan.Query;
import dev.recency.plan.SharedLog;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.window.SlidingWindows;
import dev.recency.window.SlidingWindows.Decay;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Operators over tables that break one rule each. */
final class TableMutants {
  private TableMutants() {}

  /** A row that an operator emits. */
  record Emitted(Row row, RowKind kind, long asOfMillis, long arrivalMillis) {}

  /** What a mutant makes of the rows that its operator emits in one call. */
  @FunctionalInterface
  interface Distortion {
    List<Emitted> of(List<Emitted> rows);
  }

  /** No mutant. */
  static RunnerOptions.Operators none() {
    return SlidingWindows::of;
  }

  /** Records without a row do not reach the operators that keep the rows of tables. */
  static RunnerOptions.Operators withoutDeletes() {
    return over(
        Query.OverTable.class,
        operator ->
            new KeyedOperator() {
              @Override
              public void onRecord(KeyedRecord record, KeyContext context) {
                if (record.arguments().getBoolean(0)) {
                  operator.onRecord(record, context);
                }
              }

              @Override
              public void onTimer(Row key, KeyContext context) {
                operator.onTimer(key, context);
              }
            });
  }

  /** The rows that the operator of such queries emits are distorted. */
  static RunnerOptions.Operators distorted(
      Class<? extends Query.OverTable> queries, Distortion distortion) {
    return over(
        queries,
        operator ->
            new KeyedOperator() {
              @Override
              public void onRecord(KeyedRecord record, KeyContext context) {
                List<Emitted> rows = new ArrayList<>();
                operator.onRecord(record, new Collecting(context, rows));
                distortion
                    .of(rows)
                    .forEach(
                        each ->
                            context.emit(
                                0,
                                each.row(),
                                each.kind(),
                                each.asOfMillis(),
                                each.arrivalMillis()));
              }

              @Override
              public void onTimer(Row key, KeyContext context) {
                operator.onTimer(key, context);
              }
            });
  }

  @FunctionalInterface
  private interface Wrapper {
    KeyedOperator of(KeyedOperator operator);
  }

  private static RunnerOptions.Operators over(
      Class<? extends Query.OverTable> queries, Wrapper wrapper) {
    return new RunnerOptions.Operators() {
      @Override
      public KeyedOperator of(SharedLog log, List<Predicate<Row>> having, Decay decay) {
        return SlidingWindows.of(log, having, decay);
      }

      @Override
      public KeyedOperator overTable(Query.OverTable query, KeyedOperator operator) {
        return queries.isInstance(query) ? wrapper.of(operator) : operator;
      }
    };
  }

  /** The real context, but rows are collected. */
  private static final class Collecting extends Seen {
    private final List<Emitted> rows;

    Collecting(KeyContext context, List<Emitted> rows) {
      super(context);
      this.rows = rows;
    }

    @Override
    public void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
      rows.add(new Emitted(row, kind, asOfMillis, arrivalMillis));
    }
  }
}
