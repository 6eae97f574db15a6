package dev.recency.simulator;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.Outcome;
import dev.recency.plan.Query;
import dev.recency.plan.SharedLog;
import dev.recency.plan.SlidingWindow;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.type.SqlType;
import dev.recency.window.SlidingWindows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Operators that each break one rule. */
final class MutantOperators {
  private MutantOperators() {}

  /** The window is this much longer. */
  static RunnerOptions.Operators longerBy(long millis) {
    return (log, having, decay) -> {
      List<Query.Sliding> statements =
          log.statements().stream().map(q -> longer(q, millis)).toList();
      return SlidingWindows.of(new SharedLog(log.uid(), statements, log.columns()), having, decay);
    };
  }

  private static Query.Sliding longer(Query.Sliding query, long millis) {
    SlidingWindow window = query.window();
    return new Query.Sliding(
        query.id(),
        query.source(),
        query.where(),
        query.groupBy(),
        new SlidingWindow(
            Math.max(1, window.sizeMillis() + millis),
            window.advanceMillis(),
            window.emit(),
            window.graceMillis()),
        query.aggregates(),
        query.layout(),
        query.having(),
        query.projection(),
        query.sink());
  }

  /** Timers come and nothing is said. */
  static RunnerOptions.Operators withoutDecay() {
    return (log, having, decay) ->
        new Wrapped(SlidingWindows.of(log, having, decay)) {
          @Override
          public void onTimer(Row key, KeyContext context) {
            operator.onTimer(
                key,
                new Seen(context) {
                  @Override
                  public void emit(int statement, Row row, RowKind kind, long asOf, long arrival) {}
                });
          }
        };
  }

  /** An event that is older than one of its key counts for nothing. */
  static RunnerOptions.Operators ignoringLateEvents() {
    return (log, having, decay) ->
        new Wrapped(SlidingWindows.of(log, having, decay)) {
          private final Map<Object, Long> newest = new HashMap<>();

          @Override
          public void onRecord(KeyedRecord record, KeyContext context) {
            long seen = newest.merge(text(record.key()), record.eventTimeMillis(), Math::max);
            if (record.eventTimeMillis() < seen) {
              for (int i = 0; i < log.statements().size(); i++) {
                context.count(i, Outcome.ACCEPTED);
              }
            } else {
              operator.onRecord(record, context);
            }
          }
        };
  }

  /** A row that a late event corrects is as of that event. */
  static RunnerOptions.Operators steppingBack() {
    return (log, having, decay) ->
        new Wrapped(SlidingWindows.of(log, having, decay)) {
          @Override
          public void onRecord(KeyedRecord record, KeyContext context) {
            operator.onRecord(
                record,
                new Seen(context) {
                  @Override
                  public void emit(int statement, Row row, RowKind kind, long asOf, long arrival) {
                    List<SqlType> types = log.statements().get(statement).layout().types();
                    int last = types.size() - 1;
                    long time = record.eventTimeMillis();
                    long size = log.statements().get(statement).window().sizeMillis();
                    Row earlier = with(with(row, types, last, time), types, last - 1, time - size);
                    super.emit(statement, earlier, kind, time, arrival);
                  }
                });
          }
        };
  }

  /** The first aggregate of the first statement, a SUM of DOUBLE, is kept by += and −=. */
  static RunnerOptions.Operators addingPlainly() {
    return (log, having, decay) -> new PlainSum(log, SlidingWindows.of(log, having, decay));
  }

  private static final class PlainSum extends Wrapped {
    private final SharedLog log;
    private final Map<Object, List<KeyedRecord>> inside = new HashMap<>();
    private final Map<Object, Double> sums = new HashMap<>();

    private PlainSum(SharedLog log, KeyedOperator operator) {
      super(operator);
      this.log = log;
    }

    @Override
    public void onRecord(KeyedRecord record, KeyContext context) {
      Object key = text(record.key());
      inside.computeIfAbsent(key, each -> new ArrayList<>()).add(record);
      sums.merge(key, record.arguments().getDouble(0), Double::sum);
      operator.onRecord(record, new Summed(context));
    }

    @Override
    public void onTimer(Row key, KeyContext context) {
      operator.onTimer(key, new Summed(context));
    }

    private final class Summed extends Seen {
      private Summed(KeyContext context) {
        super(context);
      }

      @Override
      public void emit(int statement, Row row, RowKind kind, long asOf, long arrival) {
        Query.Sliding query = log.statements().get(statement);
        Object key = text(row);
        long start = asOf - query.window().sizeMillis();
        Iterator<KeyedRecord> records = inside.getOrDefault(key, List.of()).iterator();
        while (records.hasNext()) {
          KeyedRecord record = records.next();
          if (record.eventTimeMillis() <= start) {
            sums.merge(key, -record.arguments().getDouble(0), Double::sum);
            records.remove();
          }
        }
        Row plain =
            row.isNull(1) ? row : with(row, query.layout().types(), 1, sums.getOrDefault(key, 0.0));
        super.emit(statement, plain, kind, asOf, arrival);
      }
    }
  }

  /** The first key column as text. */
  private static Object text(Row row) {
    return String.valueOf(row.getReference(0));
  }

  private static Row with(Row row, List<SqlType> types, int changed, Object value) {
    Row.Builder builder = new Row.Builder(types.size());
    for (int slot = 0; slot < types.size(); slot++) {
      builder.set(slot, types.get(slot), slot == changed ? value : row.get(slot, types.get(slot)));
    }
    return builder.build();
  }

  /** Does what another does. */
  static class Wrapped implements KeyedOperator {
    final KeyedOperator operator;

    private Wrapped(KeyedOperator operator) {
      this.operator = operator;
    }

    @Override
    public void onRecord(KeyedRecord record, KeyContext context) {
      operator.onRecord(record, context);
    }

    @Override
    public void onTimer(Row key, KeyContext context) {
      operator.onTimer(key, context);
    }
  }
}
