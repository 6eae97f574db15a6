package dev.recency.accuracy.cause;

import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.rule.WindowRule;
import java.util.Optional;

/**
 * Whether late events explain a wrong value. Where all of them are late only because the clock was
 * ahead of their own arrival, the event that put it there is the cause.
 */
record LateEvents(EventTable events, WindowRule rule, long sizeMillis) {

  /** The cause if a late event of the command's window had arrived before the command. */
  Optional<Cause> inside(int entity, FoundCommand found) {
    Optional<Cause> cause = Optional.empty();
    int end = events.firstFrom(entity, found.endMillis());
    for (int each = events.firstFrom(entity, found.startMillis()); each < end; each++) {
      if (events.late(each) && events.arrival(each) <= found.visibleAtMillis()) {
        cause = stronger(cause, each);
      }
    }
    return cause;
  }

  /** The cause if late events of the true window arrived and nothing was written for them. */
  Optional<Cause> ignored(int entity, long instantMillis, FoundCommand found) {
    Optional<Cause> cause = Optional.empty();
    int end = events.firstAfter(entity, instantMillis);
    int start = events.firstAfter(entity, instantMillis - sizeMillis);
    for (int each = start; each < end; each++) {
      long arrival = events.arrival(each);
      if (arrival > instantMillis || arrival <= found.visibleAtMillis()) {
        continue;
      }
      boolean inside =
          found.startMillis() <= events.time(each) && events.time(each) < found.endMillis();
      if (events.late(each) && (inside || found.missing() || !rule.waits())) {
        cause = stronger(cause, each);
      } else if (found.missing()) {
        return Optional.empty();
      }
    }
    return cause;
  }

  private Optional<Cause> stronger(Optional<Cause> known, int place) {
    if (events.clockBefore(place) <= events.arrival(place)) {
      return Optional.of(Cause.LOST_LATE_EVENT);
    }
    return known.isPresent() ? known : Optional.of(Cause.AHEAD_OF_ARRIVAL);
  }
}
