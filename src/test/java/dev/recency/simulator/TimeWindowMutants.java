package dev.recency.simulator;

import dev.recency.aggregate.Aggregate;
import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.window.time.Aggregation;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/** Operators that each break one rule of the windows of the dialect. */
final class TimeWindowMutants {
  private TimeWindowMutants() {}

  /** Makes the operator of a case. */
  interface Mutant extends Function<TimeWindowCase, KeyedOperator> {}

  /** Windows, or gaps, that are this much longer. */
  static Mutant longerBy(long millis) {
    return test -> {
      TimeWindow window = test.window();
      if (window instanceof TimeWindow.Session session) {
        long gap = Math.max(1, session.gapMillis() + millis);
        return changed(test, new TimeWindow.Session(gap, session.emit(), session.graceMillis()));
      }
      TimeWindow.Hopping hopping = (TimeWindow.Hopping) window;
      long size = Math.max(hopping.advanceMillis(), hopping.sizeMillis() + millis);
      return changed(
          test,
          new TimeWindow.Hopping(
              size, hopping.advanceMillis(), hopping.emit(), hopping.graceMillis()));
    };
  }

  /** Windows that close this much later. */
  static Mutant gracefulBy(long millis) {
    return test -> {
      TimeWindow window = test.window();
      long grace = Math.max(0, window.graceMillis() + millis);
      if (window instanceof TimeWindow.Session session) {
        return changed(test, new TimeWindow.Session(session.gapMillis(), session.emit(), grace));
      }
      TimeWindow.Hopping hopping = (TimeWindow.Hopping) window;
      return changed(
          test,
          new TimeWindow.Hopping(
              hopping.sizeMillis(), hopping.advanceMillis(), hopping.emit(), grace));
    };
  }

  private static KeyedOperator changed(TimeWindowCase test, TimeWindow window) {
    return test.operator(window, test.aggregation());
  }

  /** The clock of a record's partition is read wrongly. */
  static Mutant judging(LongUnaryOperator clock) {
    return test ->
        new Wrapped(test.operator()) {
          @Override
          public void onRecord(KeyedRecord record, KeyContext context) {
            operator.onRecord(
                new KeyedRecord(
                    record.key(),
                    record.arguments(),
                    record.eventTimeMillis(),
                    record.arrivalMillis(),
                    clock.applyAsLong(record.partitionClockMillis())),
                context);
          }
        };
  }

  /** What is combined is combined twice. */
  static Mutant combiningTwice() {
    return test -> {
      List<Aggregate<?>> twice =
          TimeWindowQueries.aggregates().stream().<Aggregate<?>>map(each -> twice(each)).toList();
      Aggregation aggregation = Aggregation.of(test.query(), test.having(), twice);
      return test.operator(test.window(), aggregation);
    };
  }

  private static <A> Aggregate<A> twice(Aggregate<A> aggregate) {
    return new CountedAggregate<>(aggregate, 2);
  }

  /** Tombstones are kept back. */
  static Mutant withoutTombstones() {
    return test ->
        new Wrapped(test.operator()) {
          @Override
          public void onRecord(KeyedRecord record, KeyContext context) {
            operator.onRecord(
                record,
                new Seen(context) {
                  @Override
                  public void emit(int statement, Row row, RowKind kind, long asOf, long arrival) {
                    if (kind != RowKind.DELETE) {
                      super.emit(statement, row, kind, asOf, arrival);
                    }
                  }
                });
          }
        };
  }

  /** The operator believes that its clock is this far ahead. */
  static Mutant aheadBy(long millis) {
    return test ->
        new Wrapped(test.operator()) {
          @Override
          public void onRecord(KeyedRecord record, KeyContext context) {
            operator.onRecord(record, new Ahead(context, millis));
          }

          @Override
          public void onTimer(Row key, KeyContext context) {
            operator.onTimer(key, new Ahead(context, millis));
          }
        };
  }

  private static final class Ahead extends Seen {
    private final long millis;

    private Ahead(KeyContext context, long millis) {
      super(context);
      this.millis = millis;
    }

    @Override
    public long clock() {
      long clock = super.clock();
      return clock == Long.MIN_VALUE || clock > Long.MAX_VALUE - millis ? clock : clock + millis;
    }

    @Override
    public void timer(long atMillis, long rank) {
      super.timer(atMillis - millis, rank);
    }
  }

  private static class Wrapped implements KeyedOperator {
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
