package dev.recency.accuracy.cause;

import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.rule.WindowRule;

/**
 * Whether, by the rule, a newer command than the found one must have been visible before a read.
 * Late events do not count: systems may drop them. Of several partitions the slowest one's clock
 * counts, so a window is called due only where it is due in each.
 */
record DueCommand(EventTable events, WindowRule rule, long sizeMillis) {

  boolean before(int entity, long instantMillis, FoundCommand found) {
    if (rule instanceof WindowRule.Hopping hopping) {
      return closedWindow(entity, instantMillis, found, hopping);
    }
    if (rule instanceof WindowRule.Over) {
      return passedEvent(entity, instantMillis, found);
    }
    return !(rule instanceof WindowRule.Unknown) && arrival(entity, instantMillis, found);
  }

  private boolean closedWindow(
      int entity, long instantMillis, FoundCommand found, WindowRule.Hopping hopping) {
    long clock = events.rowClock().clockAt(instantMillis);
    if (clock == Long.MIN_VALUE) {
      return false;
    }
    long hop = hopping.hopMillis();
    long size = hopping.sizeMillis();
    long lastClosed = Math.floorDiv(clock - hopping.graceMillis() - size, hop) * hop;
    if (lastClosed < 0) {
      return false;
    }
    for (int place = events.firstFrom(entity, lastClosed + size) - 1;
        place >= events.start(entity);
        place--) {
      if (!events.late(place) && events.arrival(place) <= instantMillis) {
        long lastOfEvent = Math.floorDiv(events.time(place), hop) * hop;
        return Math.min(lastOfEvent, lastClosed) + size > found.lastEndMillis()
            && Math.min(lastOfEvent, lastClosed) + size > found.endMillis();
      }
    }
    return false;
  }

  private boolean passedEvent(int entity, long instantMillis, FoundCommand found) {
    long clock = events.rowClock().clockAt(instantMillis);
    int end = events.firstFrom(entity, Math.min(clock, instantMillis + 1));
    for (int place = end - 1; place >= events.start(entity); place--) {
      if (events.time(place) <= found.asOfMillis()) {
        return false;
      }
      if (!events.late(place) && events.arrival(place) <= instantMillis) {
        return true;
      }
    }
    return false;
  }

  private boolean arrival(int entity, long instantMillis, FoundCommand found) {
    int start = events.firstAfter(entity, instantMillis - sizeMillis);
    for (int place = events.firstAfter(entity, instantMillis) - 1; place >= start; place--) {
      long arrival = events.arrival(place);
      if (!events.late(place) && found.visibleAtMillis() < arrival && arrival <= instantMillis) {
        return true;
      }
    }
    return false;
  }
}
