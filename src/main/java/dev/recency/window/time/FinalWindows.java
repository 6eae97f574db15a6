package dev.recency.window.time;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;

/** EMIT FINAL: one row per window with events, once it is closed; never revised. */
final class FinalWindows implements Speech {
  @Override
  public void take(
      HoppingState state, KeyedRecord record, long slice, long window, KeyContext context) {
    long open = state.grid.firstOpen(context.clock());
    state.moveTo(Math.min(open, state.dueWindow()), context);
    boolean unused =
        state.take(
            window,
            slice,
            totals -> state.aggregation.add(totals, record, state.sequence),
            context);
  }

  @Override
  public void due(HoppingState state, Row key, KeyContext context) {
    Grid grid = state.grid;
    long window = state.dueWindow();
    if (grid.closingMillis(window) > context.clock()) {
      return;
    }
    state.moveTo(window, context);
    long head = grid.firstSlice(window);
    state.running.slide(state.slices, head, grid.endSlice(window), context);
    Totals totals = state.running.value(state.slices, head, context);
    Row row = state.aggregation.row(key, totals, grid.startMillis(window), grid.endMillis(window));
    if (state.aggregation.passes(row)) {
      state.aggregation.countOverflows(row, totals, context);
      context.emit(0, row, RowKind.INSERT, totals.newestMillis(), grid.closingMillis(window));
    }
    state.moveTo(window + 1, context);
  }

  @Override
  public long dueMillis(HoppingState state) {
    return state.grid.closingMillis(state.dueWindow());
  }
}
