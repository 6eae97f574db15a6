package dev.recency.window;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.Outcome;
import dev.recency.plan.row.Row;

/**
 * EMIT FINAL: one row per instant at which the content changes, in order, once the clock has passed
 * it by more than the grace; never revised.
 */
final class EmitFinal implements Emission {
  private final long graceMillis;

  EmitFinal(long graceMillis) {
    this.graceMillis = graceMillis;
  }

  /** The last instant that has been said, if anything changed at it. */
  private long said(KeyContext context) {
    return Instants.minus(Instants.minus(context.clock(), graceMillis), 1);
  }

  @Override
  public void arrive(LogState state, KeyedRecord record, KeyContext context) {
    long time = record.eventTimeMillis();
    boolean late = time <= said(context);
    if (!late) {
      state.log.insert(time, record.arguments(), context);
    }
    for (WindowState window : state.windows) {
      context.count(window.definition.index, late ? Outcome.LATE_WITHOUT_EFFECT : Outcome.ACCEPTED);
      if (!late) {
        window.nextMillis = Math.min(window.nextMillis, time);
      }
    }
  }

  @Override
  public void catchUp(LogState state, Row key, KeyContext context) {
    long through = said(context);
    for (WindowState window : state.windows) {
      for (long instant = window.nextChange();
          instant <= through && instant != Instants.NEVER;
          instant = window.nextChange()) {
        window.takeThrough(instant, state.log, context);
        long unused =
            window.expireThrough(
                Instants.minus(instant, window.definition.sizeMillis()), state.log, context);
        WindowRows.result(window, key, state.log, instant, instant + graceMillis, context);
      }
    }
  }

  @Override
  public long dueMillis(LogState state) {
    long change = Instants.NEVER;
    for (WindowState window : state.windows) {
      change = Math.min(change, window.nextChange());
    }
    return Instants.plus(change, graceMillis + 1);
  }

  @Override
  public void fill(LogState state, WindowState window, KeyContext context) {
    long said = said(context);
    long after = Instants.minus(said, window.definition.sizeMillis());
    window.fill(after, said, state.log, context);
    window.asOfMillis = said;
  }
}
