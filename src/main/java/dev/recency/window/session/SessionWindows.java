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
import dev.recency.window.time.Blocks;
import dev.recency.window.time.Totals;
import java.util.List;
import java.util.function.Predicate;

/**
 * SESSION windows of one statement: from the first to the last event, both inclusive, of events no
 * more than the gap apart.
 *
 * <p>Invariants, for every key ({@link FromScratch} says them as code):
 *
 * <ol>
 *   <li>An event joins all sessions within the gap of it that are not over by T, the clock of its
 *       own partition, or that of the operator if it is further; they become one. A session is over
 *       when {@code T > end + gap + grace}; an event that joins none and would be over is late.
 *   <li>EMIT CHANGES: per event a tombstone for each session that it replaced, by ascending end, and
 *       the new one; only the new one if it is the event's own instant alone.
 *   <li>EMIT FINAL: each session is emitted once, as soon as {@code clock > end + gap + grace}, one
 *       per timer, by ascending end; never revised.
 *   <li>A key has state, and one timer, while a session is open; nothing else.
 *   <li>Each record is counted once: accepted or late.
 * </ol>
 *
 * <p>Time per event: one addition, and one combination per session that it joins to another. Space:
 * one entry per open session, see {@link dev.recency.window.time.Blocks}.
 */
public final class SessionWindows implements KeyedOperator {
  private final long gapMillis;
  private final long graceMillis;
  private final boolean changes;
  private final Session.Format format;
  private final Aggregation aggregation;

  private SessionWindows(TimeWindow.Session window, Session.Format format) {
    gapMillis = window.gapMillis();
    graceMillis = window.graceMillis();
    changes = window.emit() == Emit.CHANGES;
    this.format = format;
    aggregation = format.aggregation();
  }

  /**
   * The operator of this query, whose window is a {@link TimeWindow.Session}.
   *
   * @param having HAVING over {@code query.layout()}; always true if there is none
   */
  public static SessionWindows of(Query.Windowed query, Predicate<Row> having) {
    return of(query, Aggregation.of(query, having));
  }

  /** The same with aggregates that were made elsewhere. */
  public static SessionWindows of(Query.Windowed query, Aggregation aggregation) {
    return of(query, aggregation, Blocks.LEAST_ENTRIES);
  }

  /** The same with a state that is cut in another way. */
  public static SessionWindows of(Query.Windowed query, Aggregation aggregation, int blockEntries) {
    return new SessionWindows(
        (TimeWindow.Session) query.window(), new Session.Format(aggregation, blockEntries));
  }

  /** The first instant at which a session of this end is over. */
  private long closingMillis(long endMillis) {
    return Instants.plus(Instants.plus(Instants.plus(endMillis, gapMillis), graceMillis), 1);
  }

  /** The first end at which a session is not over yet. */
  private long firstOpenEnd(long clockMillis) {
    return Instants.minus(Instants.minus(clockMillis, gapMillis), graceMillis);
  }

  @Override
  public void onRecord(KeyedRecord record, KeyContext context) {
    SessionState state = SessionState.load(format, context);
    long time = record.eventTimeMillis();
    long judge = Math.max(record.partitionClockMillis(), context.clock());
    long openEnd = firstOpenEnd(judge);
    List<Session> old =
        judge == Instants.NEVER
            ? List.of()
            : state.reaching(
                Math.max(Instants.minus(time, gapMillis), openEnd),
                Instants.plus(time, gapMillis),
                context);
    if (old.isEmpty() && closingMillis(time) <= judge) {
      context.count(0, Outcome.LATE_WITHOUT_EFFECT);
      return;
    }
    context.count(0, Outcome.ACCEPTED);
    state.sequence++;
    state.stampMillis = Math.max(state.stampMillis, record.arrivalMillis());
    merge(state, old, record, context);
    store(state, context);
  }

  private void merge(
      SessionState state, List<Session> old, KeyedRecord record, KeyContext context) {
    long time = record.eventTimeMillis();
    long start = time;
    long end = time;
    for (Session each : old) {
      start = Math.min(start, each.startMillis);
      end = Math.max(end, each.endMillis());
    }
    boolean instant = start == time && end == time;
    if (changes && !instant) {
      old.forEach(each -> retract(state, each, record.key(), context));
    }
    Totals totals = old.isEmpty() ? aggregation.nothing() : old.get(0).totals;
    for (int i = 1; i < old.size(); i++) {
      aggregation.combine(totals, old.get(i).totals);
    }
    aggregation.add(totals, record, state.sequence);
    boolean before = instant && !old.isEmpty() && old.get(0).visible;
    boolean visible = changes && change(state, record.key(), start, end, totals, before, context);
    state.replace(old, new Session(start, end, totals, visible), context);
  }

  private void retract(SessionState state, Session old, Row key, KeyContext context) {
    if (old.visible) {
      Row row = aggregation.row(key, old.totals, old.startMillis, old.endMillis());
      context.emit(0, row, RowKind.DELETE, old.endMillis(), state.stampMillis);
    }
  }

  /** Says a session that is new or changed; whether it is visible now. */
  private boolean change(
      SessionState state,
      Row key,
      long start,
      long end,
      Totals totals,
      boolean before,
      KeyContext context) {
    Row row = aggregation.row(key, totals, start, end);
    boolean now = aggregation.passes(row);
    if (now || before) {
      RowKind kind = !now ? RowKind.DELETE : before ? RowKind.UPDATE : RowKind.INSERT;
      aggregation.countOverflows(row, totals, context);
      context.emit(0, row, kind, end, state.stampMillis);
    }
    return now;
  }

  @Override
  public void onTimer(Row key, KeyContext context) {
    SessionState state = SessionState.load(format, context);
    state.dueMillis = SessionState.UNSET;
    Session first = state.sessions.ceiling(Long.MIN_VALUE, context);
    if (first != null && closingMillis(first.endMillis()) <= context.clock()) {
      state.sessions.remove(first.endMillis(), context);
      if (!changes) {
        finish(first, key, context);
      }
    }
    store(state, context);
  }

  private void finish(Session session, Row key, KeyContext context) {
    Row row = aggregation.row(key, session.totals, session.startMillis, session.endMillis());
    if (aggregation.passes(row)) {
      aggregation.countOverflows(row, session.totals, context);
      context.emit(0, row, RowKind.INSERT, session.endMillis(), closingMillis(session.endMillis()));
    }
  }

  private void store(SessionState state, KeyContext context) {
    Session first = state.sessions.ceiling(Long.MIN_VALUE, context);
    if (first == null) {
      context.deleteHeader();
      context.cancelTimer();
      return;
    }
    long due = closingMillis(first.endMillis());
    if (due != state.dueMillis || first.startMillis != state.dueRank) {
      state.dueMillis = due;
      state.dueRank = first.startMillis;
      context.timer(due, first.startMillis);
    }
    state.sessions.flush(context);
    context.putHeader(state);
  }
}
