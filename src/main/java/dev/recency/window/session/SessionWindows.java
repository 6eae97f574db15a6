package dev.recency.window.session;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.Outcome;
import dev.recency.plan.Query;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.window.Instants;
import dev.recency.window.time.Aggregation;
import dev.recency.window.time.OpenWindow;
import dev.recency.window.time.OpenWindows;
import dev.recency.window.time.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** SESSION windows of one statement. */
public final class SessionWindows implements KeyedOperator {
  private final TimeWindow.Session window;
  private final Aggregation aggregation;
  private final boolean changes;

  private SessionWindows(TimeWindow.Session window, Aggregation aggregation) {
    this.window = window;
    this.aggregation = aggregation;
    changes = window.emit() == Emit.CHANGES;
  }

  /**
   * The operator of this query, whose window is a {@link TimeWindow.Session}.
   *
   * @param having HAVING over {@code query.layout()}; always true if there is none
   */
  public static SessionWindows of(Query.Windowed query, Predicate<Row> having) {
    return new SessionWindows((TimeWindow.Session) query.window(), Aggregation.of(query, having));
  }

  @Override
  public void onRecord(KeyedRecord record, KeyContext context) {
    OpenWindows state = OpenWindows.load(aggregation, context);
    if (state == null) {
      state = new OpenWindows(aggregation);
    }
    long time = record.eventTimeMillis();
    long clock = Math.max(record.partitionClockMillis(), context.clock());
    long close = Instants.minus(Instants.minus(clock, window.gapMillis()), window.graceMillis());
    List<OpenWindow> merged = candidates(state, time, close);
    if (merged.isEmpty() && time < close) {
      context.count(0, Outcome.LATE_WITHOUT_EFFECT);
      return;
    }
    context.count(0, Outcome.ACCEPTED);
    state.sequence++;
    state.stampMillis = Math.max(state.stampMillis, record.arrivalMillis());
    Totals totals = aggregation.nothing();
    long start = time;
    long end = time;
    for (OpenWindow old : merged) {
      start = Math.min(start, old.startMillis);
      end = Math.max(end, old.endMillis);
      aggregation.combine(totals, old.totals);
      state.byEnd.remove(old.endMillis);
    }
    aggregation.add(totals, record, state.sequence);
    OpenWindow open = new OpenWindow(start, end, totals);
    state.byEnd.put(end, open);
    if (changes) {
      speak(state, record, merged, open, context);
    }
    store(state, context);
  }

  private List<OpenWindow> candidates(OpenWindows state, long time, long close) {
    List<OpenWindow> found = new ArrayList<>();
    long from = Math.max(Instants.minus(time, window.gapMillis()), close);
    long to = Instants.plus(time, window.gapMillis());
    for (OpenWindow old : state.byEnd.tailMap(from).values()) {
      if (old.startMillis <= to) {
        found.add(old);
      }
    }
    return found;
  }

  private void speak(
      OpenWindows state,
      KeyedRecord record,
      List<OpenWindow> merged,
      OpenWindow open,
      KeyContext context) {
    long time = record.eventTimeMillis();
    boolean same = open.startMillis == time && open.endMillis == time;
    for (OpenWindow old : merged) {
      if (old.visible && !same) {
        Row row =
            aggregation.row(record.key(), old.totals, old.startMillis, old.endMillis, context);
        context.emit(0, row, RowKind.DELETE, old.endMillis, state.stampMillis);
      }
    }
    boolean before = same && merged.stream().anyMatch(old -> old.visible);
    Row row = aggregation.row(record.key(), open.totals, open.startMillis, open.endMillis, context);
    open.visible = aggregation.passes(row);
    if (open.visible || before) {
      RowKind kind = !open.visible ? RowKind.DELETE : before ? RowKind.UPDATE : RowKind.INSERT;
      context.emit(0, row, kind, open.endMillis, state.stampMillis);
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
          context.emit(0, row, RowKind.INSERT, closed.endMillis, state.stampMillis);
        }
      }
    }
    store(state, context);
  }

  private long due(OpenWindows state) {
    long end = state.byEnd.firstKey();
    long last = Instants.plus(Instants.plus(end, window.gapMillis()), window.graceMillis());
    return Instants.plus(last, 1);
  }

  private void store(OpenWindows state, KeyContext context) {
    if (state.byEnd.isEmpty()) {
      context.deleteHeader();
      context.cancelTimer();
      return;
    }
    context.putHeader(state);
    context.timer(due(state), state.byEnd.firstEntry().getValue().startMillis);
  }
}
