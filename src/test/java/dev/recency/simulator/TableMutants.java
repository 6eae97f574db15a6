package dev.recency.simulator;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.LiveHeader;
import dev.recency.operator.Outcome;
import dev.recency.plan.Query;
import dev.recency.plan.SharedLog;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.window.SlidingWindows;
import dev.recency.window.SlidingWindows.Decay;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
  private record Collecting(KeyContext context, List<Emitted> rows) implements KeyContext {
    @Override
    public void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
      rows.add(new Emitted(row, kind, asOfMillis, arrivalMillis));
    }

    @Override
    public byte @Nullable [] header() {
      return context.header();
    }

    @Override
    public void putHeader(byte[] header) {
      context.putHeader(header);
    }

    @Override
    public @Nullable LiveHeader liveHeader() {
      return context.liveHeader();
    }

    @Override
    public void putHeader(LiveHeader header) {
      context.putHeader(header);
    }

    @Override
    public void deleteHeader() {
      context.deleteHeader();
    }

    @Override
    public byte @Nullable [] chunk(long id) {
      return context.chunk(id);
    }

    @Override
    public void putChunk(long id, byte[] chunk) {
      context.putChunk(id, chunk);
    }

    @Override
    public void deleteChunk(long id) {
      context.deleteChunk(id);
    }

    @Override
    public void timer(long atMillis, long rank) {
      context.timer(atMillis, rank);
    }

    @Override
    public void cancelTimer() {
      context.cancelTimer();
    }

    @Override
    public long clock() {
      return context.clock();
    }

    @Override
    public long now() {
      return context.now();
    }

    @Override
    public void count(int statement, Outcome outcome) {
      context.count(statement, outcome);
    }
  }
}
