package dev.recency.window;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.Outcome;
import dev.recency.plan.row.Row;
import dev.recency.window.SlidingWindows.Decay;

/**
 * EMIT CHANGES: a value at each arrival, as of the latest of arrival, clock and what was said
 * before; a value at each instant at which an event leaves. A late event that is still inside
 * corrects the value at once.
 */
final class EmitChanges implements Emission {
  private final Decay decay;

  EmitChanges(Decay decay) {
    this.decay = decay;
  }

  @Override
  public void arrive(LogState state, KeyedRecord record, KeyContext context) {
    long time = record.eventTimeMillis();
    long clock = context.clock();
    boolean matters = false;
    for (WindowState window : state.windows) {
      long asOf = Math.max(window.asOfMillis, Math.max(time, clock));
      window.late = time <= Instants.minus(asOf, window.definition.sizeMillis());
      matters |= !window.late;
    }
    if (matters) {
      insert(state, record, context);
    }
    for (WindowState window : state.windows) {
      if (window.late) {
        context.count(window.definition.index, Outcome.LATE_WITHOUT_EFFECT);
      } else {
        context.count(window.definition.index, Outcome.ACCEPTED);
        take(window, state, record, context);
      }
    }
  }

  private static void insert(LogState state, KeyedRecord record, KeyContext context) {
    for (WindowState window : state.windows) {
      if (window.late) {
        dropSilently(window, state, context.clock(), context);
      }
    }
    state.log.insert(record.eventTimeMillis(), record.arguments(), context);
  }

  private void take(WindowState window, LogState state, KeyedRecord record, KeyContext context) {
    long asOf = Math.max(window.asOfMillis, Math.max(record.eventTimeMillis(), context.clock()));
    long after = Instants.minus(asOf, window.definition.sizeMillis());
    window.add(state.log.inserted(), context);
    long unused = window.expireThrough(after, state.log, context);
    window.owedMillis = Instants.NEVER;
    WindowRows.change(window, record.key(), state.log, asOf, record.arrivalMillis(), context);
  }

  /**
   * A record that is late here comes into the log for another window. What the clock has passed
   * leaves now, so that this window never meets the record; with ADVANCE BY it is said later.
   */
  private static void dropSilently(
      WindowState window, LogState state, long clock, KeyContext context) {
    long last =
        window.expireThrough(
            Instants.minus(clock, window.definition.sizeMillis()), state.log, context);
    if (last != WindowState.NONE) {
      window.owedMillis = Math.min(window.owedMillis, window.definition.leavesAt(last));
    }
  }

  @Override
  public void catchUp(LogState state, Row key, KeyContext context) {
    for (WindowState window : state.windows) {
      while (window.nextDecay() <= context.clock()) {
        decay(window, state, key, context);
      }
    }
  }

  private void decay(WindowState window, LogState state, Row key, KeyContext context) {
    WindowDefinition definition = window.definition;
    long instant = window.nextDecay();
    if (decay == Decay.LAST_INSTANT) {
      long passed = Instants.roundDown(context.clock(), definition.window.advanceMillis());
      long last =
          window.expireThrough(Instants.minus(passed, definition.sizeMillis()), state.log, context);
      if (last != WindowState.NONE) {
        instant = definition.leavesAt(last);
      }
    } else {
      long unused =
          window.expireThrough(
              Instants.minus(instant, definition.sizeMillis()), state.log, context);
    }
    window.owedMillis = Instants.NEVER;
    WindowRows.change(window, key, state.log, instant, instant, context);
  }

  @Override
  public long dueMillis(LogState state) {
    long due = Instants.NEVER;
    for (WindowState window : state.windows) {
      due = Math.min(due, window.nextDecay());
    }
    return due;
  }

  @Override
  public void fill(LogState state, WindowState window, KeyContext context) {
    long newest = state.log.isEmpty() ? Long.MIN_VALUE : state.log.lastTimeMillis();
    long asOf = Math.max(context.clock(), newest);
    long after = Instants.minus(asOf, window.definition.sizeMillis());
    window.fill(after, Instants.NEVER, state.log, context);
    if (!window.empty()) {
      window.owedMillis = asOf;
    }
  }
}
