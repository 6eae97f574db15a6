package dev.recency.accuracy.cause;

import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.rule.Departure;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.truth.Feature;
import dev.recency.accuracy.truth.Known;
import dev.recency.accuracy.truth.StatementFeatures;
import java.util.Optional;

/**
 * Gives each wrong read of one statement and system exactly one {@link Cause}: the questions of that
 * enum, in its order. O(events of the window) per read.
 */
public final class CauseFinder {
  private final EventTable events;
  private final ReplayedStore store;
  private final WindowRule rule;
  private final Optional<Departure> departure;
  private final long sizeMillis;
  private final OwnWindow ownWindow;
  private final LateEvents late;
  private final DueCommand due;

  /** A finder for the commands of one system. */
  public CauseFinder(
      EventTable events,
      StatementFeatures features,
      Known known,
      ReplayedStore store,
      WindowRule rule) {
    this.events = events;
    this.store = store;
    this.rule = rule;
    departure = Departure.of(rule);
    sizeMillis = features.statement().window().sizeMillis();
    ownWindow = new OwnWindow(known, features, store);
    late = new LateEvents(events, rule, sizeMillis);
    due = new DueCommand(events, rule, sizeMillis);
  }

  /**
   * Why a reader did not find the true value.
   *
   * @param place of the command that was found
   * @param stored its values, those over nothing if there was none
   * @param arrived the values over the events of the window that had arrived
   */
  public Cause of(
      int entity,
      long instantMillis,
      Feature feature,
      int place,
      FeatureRow stored,
      FeatureRow arrived) {
    if (feature.equal(stored, arrived)) {
      return Cause.NOT_YET_ARRIVED;
    }
    FoundCommand found = FoundCommand.at(store, place, sizeMillis);
    if (ahead(instantMillis, found)) {
      return Cause.AHEAD_OF_ARRIVAL;
    }
    if (!found.missing() && !ownWindow.holds(entity, found, feature)) {
      return late.inside(entity, found).orElse(Cause.LOST_WINDOW);
    }
    Optional<Cause> ignored = late.ignored(entity, instantMillis, found);
    if (ignored.isPresent()) {
      return ignored.get();
    }
    if (due.before(entity, instantMillis, found)) {
      return Cause.LOST_WINDOW;
    }
    return ofBounds(entity, instantMillis, found);
  }

  private boolean ahead(long instantMillis, FoundCommand found) {
    if (found.missing() || events.sourceClock().clockAt(instantMillis) <= instantMillis) {
      return false;
    }
    boolean openWindow = rule instanceof WindowRule.Tumbling;
    return found.asOfMillis() > instantMillis
        || (!openWindow && found.endMillis() - 1 > instantMillis);
  }

  /** The cause where the command holds its window, and its window is the newest that was due. */
  private Cause ofBounds(int entity, long instantMillis, FoundCommand found) {
    int end = events.firstAfter(entity, instantMillis);
    int firstTrue = events.firstAfter(entity, instantMillis - sizeMillis);
    int firstBehind = Math.max(firstTrue, events.firstFrom(entity, found.endMillis()));
    if (arrived(firstBehind, end, instantMillis)) {
      return rule.waits() ? Cause.HOP_LAG : Cause.LOST_WINDOW;
    }
    int firstCovered = events.firstFrom(entity, found.startMillis());
    if (arrived(firstTrue, Math.min(end, firstCovered), instantMillis)) {
      return Cause.WINDOW_BOUNDARY;
    }
    if (firstCovered < firstTrue) {
      return ofOldEvents(firstCovered, firstTrue - 1, instantMillis, found);
    }
    return Cause.LOST_WINDOW;
  }

  private boolean arrived(int from, int to, long instantMillis) {
    for (int place = from; place < to; place++) {
      if (events.arrival(place) <= instantMillis) {
        return true;
      }
    }
    return false;
  }

  /** The cause where events from one place to another have left the true window alone. */
  private Cause ofOldEvents(int oldest, int newest, long instantMillis, FoundCommand found) {
    if (departure.isPresent()) {
      boolean gridPassed = departure.get().decayAt(events.time(oldest)) <= instantMillis;
      if (gridPassed) {
        return Cause.NO_DECAY;
      }
      return departure.get().exactAtArrival() ? Cause.HOP_LAG : Cause.WINDOW_BOUNDARY;
    }
    if (rule instanceof WindowRule.Hopping hopping) {
      return instantMillis < newestEnd(instantMillis, found, hopping) + hopping.hopMillis()
          ? Cause.HOP_LAG
          : Cause.NO_DECAY;
    }
    boolean leftSince = events.time(newest) > found.endMillis() - 1 - sizeMillis;
    return leftSince ? Cause.NO_DECAY : Cause.WINDOW_BOUNDARY;
  }

  /** The end of the newest window written that has the content of the found command. */
  private long newestEnd(long instantMillis, FoundCommand found, WindowRule.Hopping hopping) {
    long clock = events.rowClock().clockAt(instantMillis) - hopping.graceMillis();
    long closed =
        Math.floorDiv(clock - found.endMillis(), hopping.hopMillis()) * hopping.hopMillis()
            + found.endMillis();
    return Math.max(found.endMillis(), Math.min(found.lastEndMillis(), closed));
  }
}
