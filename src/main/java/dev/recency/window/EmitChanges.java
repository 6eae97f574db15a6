package dev.recency.window;

import dev.recency.aggregate.Arguments;
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
  private final RecordView view = new RecordView();

  EmitChanges(Decay decay) {
    this.decay = decay;
  }

  @Override
  public void arrive(LogState state, KeyedRecord record, KeyContext context) {
    long time = record.eventTimeMillis();
    long clock = context.clock();
    boolean matters = false;
    for (WindowState window : state.windows) {
      matters |= !late(window, time, clock);
    }
    if (!matters) {
      for (WindowState window : state.windows) {
        context.count(window.definition.index(), Outcome.LATE_WITHOUT_EFFECT);
      }
      return;
    }
    for (WindowState window : state.windows) {
      if (late(window, time, clock)) {
        dropSilently(window, state, clock, context);
      }
    }
    state.log.insert(time, record.arguments(), context);
    Arguments event = view.of(record);
    for (WindowState window : state.windows) {
      int index = window.definition.index();
      if (late(window, time, clock)) {
        context.count(index, Outcome.LATE_WITHOUT_EFFECT);
        continue;
      }
      context.count(index, Outcome.ACCEPTED);
      long asOf = Math.max(window.asOfMillis, Math.max(time, clock));
      window.add(event);
      long unused =
          window.expireThrough(
              Instants.minus(asOf, window.definition.sizeMillis()), state.log, context);
      window.owedMillis = Instants.NEVER;
      WindowRows.change(window, record.key(), state.log, asOf, record.arrivalMillis(), context);
    }
  }

  private static boolean late(WindowState window, long time, long clock) {
    long asOf = Math.max(window.asOfMillis, Math.max(time, clock));
    return time <= Instants.minus(asOf, window.definition.sizeMillis());
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
      long passed = Instants.roundDown(context.clock(), definition.window().advanceMillis());
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
    long asOf = Math.max(context.clock(), state.log.lastTimeMillis());
    long after = Instants.minus(asOf, window.definition.sizeMillis());
    window.fill(after, Instants.NEVER, state.log, context);
    if (!window.empty()) {
      window.owedMillis = asOf;
    }
  }
}
