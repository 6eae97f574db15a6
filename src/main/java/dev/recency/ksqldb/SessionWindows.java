package dev.recency.ksqldb;

import dev.recency.aggregate.Aggregate;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.row.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * SESSION of one partition, rule by rule. An event is merged with the sessions of its key that are
 * no more than the gap away, if what results is not closed; then, with EMIT FINAL, the sessions
 * that closed since the last emission are written. The store loses in two ways: it hides a session
 * that ended RETENTION before the newest end in it, so that it grows no more, and it drops whole
 * segments of time behind that.
 */
final class SessionWindows implements Windows {
  private static final long MIN_SEGMENT_MILLIS = 60_000;
  private static final long NEVER = -1;

  private record Session(Group group, Bounds bounds) {
    private static final Group NOBODY = new Group(new byte[0], new Row.Builder(0).build());

    /** Stands before all sessions that end at this instant or later, behind all others. */
    static Session endingFrom(long endMillis) {
      return new Session(NOBODY, new Bounds(Long.MIN_VALUE, endMillis));
    }
  }

  private static final Comparator<Session> ORDER =
      Comparator.comparing((Session session) -> session.bounds().endMillis())
          .thenComparing(session -> session.bounds().startMillis())
          .thenComparing(Session::group);

  private final TimeWindow.Session window;
  private final List<Aggregate<Object>> aggregates;
  private final Losses losses;
  private final Throttle throttle;
  private final NavigableMap<Session, Totals> store = new TreeMap<>(ORDER);
  private long streamTimeMillis = -1;
  private long newestEndMillis = -1;
  private long emittedUpToMillis = NEVER;

  SessionWindows(
      TimeWindow.Session window,
      List<Aggregate<Object>> aggregates,
      Losses losses,
      Throttle throttle) {
    this.window = window;
    this.aggregates = aggregates;
    this.losses = losses;
    this.throttle = throttle;
  }

  @Override
  public List<Change> take(GroupedEvent event) {
    streamTimeMillis = Math.max(streamTimeMillis, event.timeMillis());
    long openFrom = streamTimeMillis - window.gapMillis() - window.graceMillis();
    List<Change> changes = merge(event, openFrom);
    if (window.emit() == Emit.FINAL) {
      changes = throttle.attempt(event.nowMillis()) ? closed(openFrom) : List.of();
    }
    if (losses == Losses.NONE) {
      forget(window.emit() == Emit.FINAL ? emittedUpToMillis : openFrom);
    }
    return changes;
  }

  /** Sessions that ended before are never looked at again. */
  private void forget(long endMillis) {
    store.headMap(Session.endingFrom(endMillis)).clear();
  }

  private List<Change> merge(GroupedEvent event, long openFrom) {
    List<Session> near = near(event, openFrom);
    long start = event.timeMillis();
    long end = event.timeMillis();
    for (Session session : near) {
      start = Math.min(start, session.bounds().startMillis());
      end = Math.max(end, session.bounds().endMillis());
    }
    if (end < openFrom) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    Totals totals = new Totals(aggregates);
    for (Session session : near) {
      totals.merge(Objects.requireNonNull(store.remove(session)));
      if (start < end) {
        changes.add(change(session, Optional.empty()));
      }
    }
    totals.add(event.arguments(), event.timeMillis());
    Session merged = new Session(event.group(), new Bounds(start, end));
    store.put(merged, totals);
    newestEndMillis = Math.max(newestEndMillis, end);
    if (losses == Losses.OF_THE_STORE) {
      dropSegments();
    }
    changes.add(change(merged, Optional.of(totals)));
    return changes;
  }

  /** The sessions that the event belongs to, by ascending end. */
  private List<Session> near(GroupedEvent event, long openFrom) {
    long shownFrom =
        losses == Losses.OF_THE_STORE ? newestEndMillis - window.retentionMillis() + 1 : openFrom;
    long endsFrom = Math.max(shownFrom, event.timeMillis() - window.gapMillis());
    long startsUpTo = event.timeMillis() + window.gapMillis();
    return store.tailMap(Session.endingFrom(endsFrom)).keySet().stream()
        .filter(session -> session.group().equals(event.group()))
        .filter(session -> session.bounds().startMillis() <= startsUpTo)
        .toList();
  }

  private void dropSegments() {
    long segmentMillis = Math.max(window.retentionMillis() / 2, MIN_SEGMENT_MILLIS);
    long oldestSegment = (newestEndMillis - window.retentionMillis()) / segmentMillis;
    forget(oldestSegment * segmentMillis);
  }

  private List<Change> closed(long openFrom) {
    if (openFrom <= emittedUpToMillis) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    store
        .subMap(Session.endingFrom(emittedUpToMillis), Session.endingFrom(openFrom))
        .forEach((session, totals) -> changes.add(change(session, Optional.of(totals))));
    emittedUpToMillis = openFrom;
    return changes;
  }

  private static Change change(Session session, Optional<Totals> value) {
    return new Change(session.group(), session.bounds(), value, session.bounds().endMillis());
  }
}
