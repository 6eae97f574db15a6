package dev.recency.window;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.Arguments;
import dev.recency.operator.KeyContext;
import dev.recency.operator.Outcome;
import dev.recency.plan.row.Row;
import dev.recency.window.distinct.DistinctCounts;
import dev.recency.window.log.Cursor;
import dev.recency.window.log.EventLog;
import dev.recency.window.log.Fold;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One window of one key: what is in it and what was said of it.
 *
 * <p>Invariants between two calls of the operator:
 *
 * <ol>
 *   <li>The running accumulators hold exactly the events of the log with a time in {@code
 *       [headMillis, throughMillis]}.
 *   <li>EMIT CHANGES: no event of the log that this window accepted lies outside of them unless it
 *       has left; {@code nextMillis} is NEVER.
 *   <li>EMIT FINAL: {@code nextMillis} is the time of the first event behind {@code asOfMillis}.
 * </ol>
 */
final class WindowState {
  /** As-of of a window that has said nothing yet. */
  static final long NONE = Long.MIN_VALUE;

  final WindowDefinition definition;

  /** Of the aggregates that can be undone. */
  final Object[] running;

  /** Of COUNT_DISTINCT. */
  final DistinctCounts[] distinct;

  /** The instant for which the last row is true, or NONE. */
  long asOfMillis = NONE;

  /** The arrival that the last row bears. */
  long stampMillis = NONE;

  /** The time of the oldest event inside; NEVER: the window is empty. */
  long headMillis = Instants.NEVER;

  /** EMIT FINAL: the time of the oldest event that is not seen yet. */
  long nextMillis = Instants.NEVER;

  /** The instant of a decay that is still to be said although its events are out; or NEVER. */
  long owedMillis = Instants.NEVER;

  /** Whether HAVING was true of the last value. */
  boolean visible;

  /** Whether the key had no state of this window before: its next row is the first. */
  boolean fresh = true;

  /** Whether events of the log may be missing because the statement is new. */
  boolean unfilled;

  /** Whether the record at hand is too late for this window. */
  boolean late;

  private final Cursor head = new Cursor();
  private final Cursor next = new Cursor();
  private final @Nullable Fold fold;

  WindowState(WindowDefinition definition, LogDefinition log) {
    this.definition = definition;
    running = new Object[definition.running.length];
    for (int i = 0; i < running.length; i++) {
      running[i] = definition.running[i].create();
    }
    distinct = new DistinctCounts[definition.distinct.length];
    for (int i = 0; i < distinct.length; i++) {
      distinct[i] = new DistinctCounts(definition.id, i);
    }
    fold =
        definition.partials.length == 0
            ? null
            : new Fold(log.format().partials(), definition.partials);
  }

  /** Makes it the state of a new key; it must be idle. */
  void reset() {
    asOfMillis = NONE;
    stampMillis = NONE;
    visible = false;
    fresh = true;
    head.invalidate();
    next.invalidate();
    for (int i = 0; i < running.length; i++) {
      definition.running[i].clear(running[i]);
    }
    if (fold != null) {
      fold.invalidate();
    }
  }

  boolean empty() {
    return headMillis == Instants.NEVER;
  }

  /** Whether nothing is to be said any more unless an event comes. */
  boolean idle() {
    return empty() && nextMillis == Instants.NEVER && owedMillis == Instants.NEVER;
  }

  /** The next instant at which something leaves and is to be said so, or NEVER. */
  long nextDecay() {
    return Math.min(owedMillis, definition.leavesAt(headMillis));
  }

  /** EMIT FINAL: the next instant at which the content changes, or NEVER. */
  long nextChange() {
    return Math.min(definition.seenAt(nextMillis), definition.leavesAt(headMillis));
  }

  /** Takes in an event of the log. */
  void add(Arguments event, KeyContext context) {
    long time = event.position();
    for (int i = 0; i < running.length; i++) {
      definition.running[i].add(running[i], event);
    }
    for (int i = 0; i < distinct.length; i++) {
      byte[] value = definition.distinct[i].encoded(event);
      if (value != null) {
        distinct[i].add(value, context);
      }
    }
    if (fold != null) {
      fold.added(event);
    }
    if (time < headMillis) {
      headMillis = time;
      head.invalidate();
    }
  }

  /**
   * Takes out every event up to this time.
   *
   * @return the time of the last that left, or NONE
   */
  long expireThrough(long timeMillis, EventLog log, KeyContext context) {
    long last = NONE;
    while (headMillis <= timeMillis && headMillis != Instants.NEVER) {
      if (!log.valid(head)) {
        boolean unused = log.seek(head, headMillis, context);
      }
      last = headMillis;
      remove(log.eventAt(head), context);
      boolean more = log.next(head, context);
      headMillis = more ? log.timeAt(head) : Instants.NEVER;
      if (headMillis >= nextMillis) {
        headMillis = Instants.NEVER;
        head.invalidate();
      }
    }
    return last;
  }

  private void remove(Arguments event, KeyContext context) {
    for (int i = 0; i < running.length; i++) {
      definition.running[i].remove(running[i], event);
    }
    for (int i = 0; i < distinct.length; i++) {
      byte[] value = definition.distinct[i].encoded(event);
      if (value != null) {
        distinct[i].remove(value, context);
      }
    }
    if (fold != null) {
      fold.expired();
    }
  }

  /** EMIT FINAL: takes in every waiting event up to this time. */
  void takeThrough(long timeMillis, EventLog log, KeyContext context) {
    while (nextMillis <= timeMillis && nextMillis != Instants.NEVER) {
      if (!log.valid(next)) {
        boolean unused = log.seek(next, nextMillis, context);
      }
      add(log.eventAt(next), context);
      nextMillis = log.next(next, context) ? log.timeAt(next) : Instants.NEVER;
    }
  }

  /** Fills a new statement's window with what the log has of it. */
  void fill(long afterMillis, long throughMillis, EventLog log, KeyContext context) {
    unfilled = false;
    boolean more = log.seek(next, Instants.plus(afterMillis, 1), context);
    while (more && log.timeAt(next) <= throughMillis) {
      add(log.eventAt(next), context);
      more = log.next(next, context);
    }
    nextMillis = more ? log.timeAt(next) : Instants.NEVER;
  }

  /** Puts the value of an aggregate over the window into a slot of a row. */
  void lower(int i, Row.Builder row, int slot, EventLog log, KeyContext context) {
    int place = definition.places[i];
    Aggregate<Object> aggregate = definition.aggregates[i];
    switch (definition.kinds[i]) {
      case RUNNING -> {
        aggregate.lower(running[place], row, slot);
        if (row.isNull(slot) && aggregate.overflows(running[place])) {
          context.count(definition.index, Outcome.SUM_OVERFLOW);
        }
      }
      case DISTINCT -> row.setLong(slot, distinct[place].size());
      case FOLDED -> aggregate.lower(folded(place, log, context), row, slot);
      case COLLECTED ->
          aggregate.lower(WindowReader.collect(this, aggregate, log, context), row, slot);
    }
  }

  private Object folded(int place, EventLog log, KeyContext context) {
    Fold own = Objects.requireNonNull(fold);
    if (empty()) {
      own.clear();
    } else if (!own.valid()) {
      if (!log.valid(head)) {
        boolean unused = log.seek(head, headMillis, context);
      }
      own.build(log, head, lastSeenMillis(), context);
    }
    return own.value(place);
  }

  /** The largest time that an event inside may have. */
  long lastSeenMillis() {
    return nextMillis == Instants.NEVER ? Long.MAX_VALUE : nextMillis - 1;
  }

  int memoryBytes() {
    return 160 + running.length * 40 + distinctBytes() + (fold == null ? 0 : fold.memoryBytes());
  }

  private int distinctBytes() {
    int bytes = 0;
    for (DistinctCounts counts : distinct) {
      bytes += counts.memoryBytes();
    }
    return bytes;
  }
}
