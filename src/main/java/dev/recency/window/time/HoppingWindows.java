package dev.recency.window.time;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.Outcome;
import dev.recency.plan.Query;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.row.Row;
import dev.recency.window.Instants;
import java.util.function.Predicate;

/**
 * TUMBLING and HOPPING windows of one statement, over slices of the greatest common divisor of size
 * and advance. An event costs one slice and not one entry per window over it.
 *
 * <p>Invariants, for every key ({@link FromScratch} says them as code):
 *
 * <ol>
 *   <li>A window {@code [start, start + size)} holds the events of its interval that arrived while
 *       {@code start + size > T − grace}; T is the clock of their own partition, or that of the
 *       operator if it is further, so that what is over is never opened again.
 *   <li>EMIT CHANGES: each event emits every window that took it, by ascending start.
 *   <li>EMIT FINAL: each window with events is emitted once, as soon as {@code clock ≥ start + size
 *       + grace}, one window per timer; never revised.
 *   <li>A key has state, and one timer, while a window with events is open; nothing else.
 *   <li>Each record is counted once: accepted if a window took it, else late.
 * </ol>
 *
 * <p>EMIT FINAL, per event: one addition and nothing else; per slice with events two combinations,
 * per row at most two, whatever size and advance are, all amortized. EMIT CHANGES, per event: one
 * combination per slice with events within a size of it, and three per row. Space: a few bytes per
 * slice with events, see {@link Blocks}.
 */
public final class HoppingWindows implements KeyedOperator {
  private final Grid grid;
  private final Slice.Format format;
  private final Speech speech;

  private HoppingWindows(TimeWindow.Hopping window, Slice.Format format) {
    grid = Grid.of(window);
    this.format = format;
    speech = window.emit() == Emit.CHANGES ? new ChangedWindows() : new FinalWindows();
  }

  /**
   * The operator of this query, whose window is a {@link TimeWindow.Hopping}.
   *
   * @param having HAVING over {@code query.layout()}; always true if there is none
   */
  public static HoppingWindows of(Query.Windowed query, Predicate<Row> having) {
    return of(query, Aggregation.of(query, having));
  }

  /** The same with aggregates that were made elsewhere. */
  public static HoppingWindows of(Query.Windowed query, Aggregation aggregation) {
    return of(query, aggregation, Blocks.LEAST_ENTRIES);
  }

  /** The same with a state that is cut in another way. */
  public static HoppingWindows of(Query.Windowed query, Aggregation aggregation, int blockEntries) {
    return new HoppingWindows(
        (TimeWindow.Hopping) query.window(), new Slice.Format(aggregation, blockEntries));
  }

  @Override
  public void onRecord(KeyedRecord record, KeyContext context) {
    long slice = grid.slice(record.eventTimeMillis());
    long judge = Math.max(record.partitionClockMillis(), context.clock());
    long window = Math.max(grid.firstWindow(slice), grid.firstOpen(judge));
    if (window > grid.lastWindow(slice) || judge == Instants.NEVER) {
      context.count(0, Outcome.LATE_WITHOUT_EFFECT);
      return;
    }
    context.count(0, Outcome.ACCEPTED);
    HoppingState state = HoppingState.load(grid, format, context);
    if (state == null) {
      state = HoppingState.empty(grid, format);
    }
    state.sequence++;
    speech.take(state, record, slice, window, context);
    store(state, context);
  }

  @Override
  public void onTimer(Row key, KeyContext context) {
    HoppingState state = HoppingState.load(grid, format, context);
    if (state != null) {
      state.dueMillis = HoppingState.UNSET;
      speech.due(state, key, context);
      store(state, context);
    }
  }

  private void store(HoppingState state, KeyContext context) {
    if (state.slices.isEmpty()) {
      context.deleteHeader();
      context.cancelTimer();
      return;
    }
    long due = speech.dueMillis(state);
    if (due != state.dueMillis) {
      state.dueMillis = due;
      context.timer(due);
    }
    state.slices.flush(context);
    context.putHeader(state);
  }
}
