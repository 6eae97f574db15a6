package dev.recency.window.time;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.Outcome;
import dev.recency.plan.Query;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.window.Instants;
import java.util.function.Predicate;

/** TUMBLING and HOPPING windows of one statement. */
public final class HoppingWindows implements KeyedOperator {
  private final TimeWindow.Hopping window;
  private final Aggregation aggregation;
  private final boolean changes;

  private HoppingWindows(TimeWindow.Hopping window, Aggregation aggregation) {
    this.window = window;
    this.aggregation = aggregation;
    changes = window.emit() == Emit.CHANGES;
  }

  /**
   * The operator of this query, whose window is a {@link TimeWindow.Hopping}.
   *
   * @param having HAVING over {@code query.layout()}; always true if there is none
   */
  public static HoppingWindows of(Query.Windowed query, Predicate<Row> having) {
    return new HoppingWindows((TimeWindow.Hopping) query.window(), Aggregation.of(query, having));
  }

  @Override
  public void onRecord(KeyedRecord record, KeyContext context) {
    OpenWindows state = OpenWindows.load(aggregation, context);
    if (state == null) {
      state = new OpenWindows(aggregation);
    }
    long time = record.eventTimeMillis();
    long closed = Instants.minus(closing(record, context), window.graceMillis());
    long advance = window.advanceMillis();
    boolean taken = false;
    long first = Math.max(0, time - window.sizeMillis() + advance) / advance * advance;
    for (long start = first; start <= time && start >= 0; start += advance) {
      long end = Instants.plus(start, window.sizeMillis());
      if (end > closed) {
        if (!taken) {
          state.sequence++;
          state.stampMillis = Math.max(state.stampMillis, record.arrivalMillis());
        }
        taken = true;
        take(state, record, start, end, context);
      }
    }
    context.count(0, taken ? Outcome.ACCEPTED : Outcome.LATE_WITHOUT_EFFECT);
    if (taken) {
      store(state, context);
    }
  }

  private static long closing(KeyedRecord record, KeyContext context) {
    return Math.max(record.partitionClockMillis(), context.clock());
  }

  private void take(
      OpenWindows state, KeyedRecord record, long start, long end, KeyContext context) {
    OpenWindow open = state.byEnd.get(end);
    boolean fresh = open == null;
    if (open == null) {
      open = new OpenWindow(start, end, aggregation.nothing());
      state.byEnd.put(end, open);
    }
    aggregation.add(open.totals, record, state.sequence);
    if (!changes) {
      return;
    }
    Row row = aggregation.row(record.key(), open.totals, start, end, context);
    boolean before = open.visible;
    open.visible = aggregation.passes(row);
    if (open.visible || before) {
      RowKind kind =
          !open.visible ? RowKind.DELETE : fresh || !before ? RowKind.INSERT : RowKind.UPDATE;
      context.emit(0, row, kind, open.totals.newestMillis(), state.stampMillis);
    }
  }

  @Override
  public void onTimer(Row key, KeyContext context) {
    OpenWindows state = OpenWindows.load(aggregation, context);
    if (state == null) {
      return;
    }
    long due = due(state);
    if (due <= context.clock()) {
      OpenWindow closed = state.byEnd.pollFirstEntry().getValue();
      if (!changes) {
        state.stampMillis = Math.max(state.stampMillis, due);
        Row row =
            aggregation.row(key, closed.totals, closed.startMillis, closed.endMillis, context);
        if (aggregation.passes(row)) {
          context.emit(0, row, RowKind.INSERT, closed.totals.newestMillis(), state.stampMillis);
        }
      }
    }
    store(state, context);
  }

  private long due(OpenWindows state) {
    return Instants.plus(state.byEnd.firstKey(), window.graceMillis());
  }

  private void store(OpenWindows state, KeyContext context) {
    if (state.byEnd.isEmpty()) {
      context.deleteHeader();
      context.cancelTimer();
      return;
    }
    context.putHeader(state);
    context.timer(due(state), 0);
  }
}
