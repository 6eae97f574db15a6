package dev.recency.window.time;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.window.Instants;

/**
 * EMIT CHANGES: for each record a row of every window that it changed, by ascending start. The timer
 * only drops what is over; it is set for the newest slice and not moved with every record.
 */
final class ChangedWindows implements Speech {
  @Override
  public void take(
      HoppingState state, KeyedRecord record, long slice, long window, KeyContext context) {
    state.moveTo(state.grid.firstOpen(context.clock()), context);
    state.stampMillis = Math.max(state.stampMillis, record.arrivalMillis());
    ChangeSet changes = ChangeSet.before(state, slice, window, context);
    changes.deferredBefore(
        state.take(
            window,
            slice,
            totals -> state.aggregation.add(totals, record, state.sequence),
            context));
    changes.each((changed, totals, known) -> say(state, record, changed, totals, known, context));
  }

  /**
   * Says one window.
   *
   * @param known whether the window had events before
   */
  private static void say(
      HoppingState state,
      KeyedRecord record,
      long window,
      Totals totals,
      boolean known,
      KeyContext context) {
    Grid grid = state.grid;
    Row row =
        state.aggregation.row(
            record.key(), totals, grid.startMillis(window), grid.endMillis(window));
    boolean before = known;
    boolean now = true;
    if (state.aggregation.hasHaving()) {
      now = state.aggregation.passes(row);
      before = swapVisible(state, grid.firstSlice(window), now, context);
    }
    if (now || before) {
      RowKind kind = !now ? RowKind.DELETE : before ? RowKind.UPDATE : RowKind.INSERT;
      state.aggregation.countOverflows(row, totals, context);
      context.emit(0, row, kind, totals.newestMillis(), state.stampMillis);
    }
  }

  /** Keeps whether a window is visible; whether it was. */
  private static boolean swapVisible(
      HoppingState state, long start, boolean now, KeyContext context) {
    Slice at = state.slices.get(start, context);
    boolean before = at != null && at.visible;
    if (before != now) {
      at = state.slices.edit(start, context);
      if (at == null) {
        at = new Slice(start);
        state.slices.put(at, context);
      }
      at.visible = now;
    }
    return before;
  }

  @Override
  public void due(HoppingState state, Row key, KeyContext context) {
    state.moveTo(state.grid.firstOpen(context.clock()), context);
  }

  @Override
  public long dueMillis(HoppingState state) {
    if (state.dueMillis != HoppingState.UNSET) {
      return state.dueMillis;
    }
    Slice last = state.slices.last();
    return last == null
        ? Instants.NEVER
        : state.grid.closingMillis(state.grid.lastWindow(last.position()));
  }
}
