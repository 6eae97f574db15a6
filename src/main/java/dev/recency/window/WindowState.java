package dev.recency.window;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.Arguments;
import dev.recency.aggregate.InvertibleAggregate;
import dev.recency.operator.KeyContext;
import dev.recency.window.WindowDefinition.Kind;
import dev.recency.window.log.Cursor;
import dev.recency.window.log.EventLog;
import dev.recency.window.log.Fold;
import java.util.Arrays;
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
  final Object[] accumulators;

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

  private final Cursor head = new Cursor();
  private final Cursor next = new Cursor();
  private final @Nullable Fold fold;

  WindowState(WindowDefinition definition, LogDefinition log) {
    this.definition = definition;
    Aggregate<Object>[] aggregates = definition.aggregates();
    accumulators = new Object[aggregates.length];
    for (int i = 0; i < aggregates.length; i++) {
      accumulators[i] = aggregates[i].create();
    }
    int[] folded = Arrays.stream(definition.partials()).filter(each -> each >= 0).toArray();
    fold = folded.length == 0 ? null : new Fold(log.partials(), folded);
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
  void add(Arguments event) {
    Aggregate<Object>[] aggregates = definition.aggregates();
    for (int i = 0; i < aggregates.length; i++) {
      if (aggregates[i] instanceof InvertibleAggregate<Object> running) {
        running.add(accumulators[i], event);
      }
    }
    if (fold != null) {
      fold.added(event);
    }
    if (event.position() < headMillis) {
      headMillis = event.position();
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
      remove(log.eventAt(head));
      boolean more = log.next(head, context);
      headMillis = more ? log.timeAt(head) : Instants.NEVER;
      if (headMillis >= nextMillis) {
        headMillis = Instants.NEVER;
        head.invalidate();
      }
    }
    return last;
  }

  private void remove(Arguments event) {
    Aggregate<Object>[] aggregates = definition.aggregates();
    for (int i = 0; i < aggregates.length; i++) {
      if (aggregates[i] instanceof InvertibleAggregate<Object> running) {
        running.remove(accumulators[i], event);
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
      add(log.eventAt(next));
      nextMillis = log.next(next, context) ? log.timeAt(next) : Instants.NEVER;
    }
  }

  /** Fills a new statement's window with what the log has of it. */
  void fill(long afterMillis, long throughMillis, EventLog log, KeyContext context) {
    unfilled = false;
    boolean more = log.seek(next, Instants.plus(afterMillis, 1), context);
    while (more && log.timeAt(next) <= throughMillis) {
      add(log.eventAt(next));
      more = log.next(next, context);
    }
    nextMillis = more ? log.timeAt(next) : Instants.NEVER;
  }

  /** The accumulator of an aggregate over the window; to be read at once. */
  Object accumulator(int i, EventLog log, KeyContext context) {
    Kind kind = WindowDefinition.kind(definition.aggregates()[i]);
    if (kind == Kind.RUNNING) {
      return accumulators[i];
    }
    if (kind == Kind.COLLECTED) {
      return WindowReader.collect(this, i, log, context);
    }
    return folded(i, log, context);
  }

  private Object folded(int i, EventLog log, KeyContext context) {
    Fold own = java.util.Objects.requireNonNull(fold);
    if (empty()) {
      own.clear();
    } else if (!own.valid()) {
      seekHead(log, context);
      own.build(log, head, lastSeenMillis(), context);
    }
    int place = 0;
    for (int before = 0; before < i; before++) {
      place += definition.partials()[before] >= 0 ? 1 : 0;
    }
    return own.value(place);
  }

  /** Puts the head cursor on the oldest event inside; the window must not be empty. */
  Cursor seekHead(EventLog log, KeyContext context) {
    if (!log.valid(head)) {
      boolean unused = log.seek(head, headMillis, context);
    }
    return head;
  }

  /** The largest time that an event inside may have. */
  long lastSeenMillis() {
    return nextMillis == Instants.NEVER ? Long.MAX_VALUE : nextMillis - 1;
  }

  int memoryBytes() {
    return 160 + accumulators.length * 40 + (fold == null ? 0 : fold.memoryBytes());
  }
}
