package dev.recency.accuracy.rule;

import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.event.Timeline;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.store.VisibleCommand.Bounds;

/**
 * Writes at each arrival and each departure. An arrival is written as of the newest of the event,
 * the clock and what was written before; an event that can no longer be in that window changes
 * nothing. No command becomes visible before the one that was written before it.
 */
final class DecayingModel {
  private final RuleModel model;
  private final EventTable events;
  private final WindowRule rule;
  private final Departure departure;
  private final ReplayedStore.Builder commands;
  private long asOf = Long.MIN_VALUE;
  private long visible = Long.MIN_VALUE;

  DecayingModel(RuleModel model, WindowRule rule, ReplayedStore.Builder commands) {
    this.model = model;
    this.events = model.events;
    this.rule = rule;
    this.commands = commands;
    departure =
        Departure.of(rule)
            .orElseThrow(() -> new IllegalArgumentException("no model of the rule [" + rule + "]"));
  }

  void write(int entity) {
    for (int place : events.placesByArrival(entity)) {
      long arrival = events.arrival(place);
      long time = events.time(place);
      long clock = events.sourceClockBefore(place);
      decay(entity, Math.max(clock, time - 1));
      long instant = Math.max(asOf, Math.max(time, clock));
      if (departure.outAt(time) <= instant) {
        continue;
      }
      model.content.add(place);
      removeOut(instant);
      write(entity, arrival, instant);
    }
    decay(entity, model.untilMillis);
  }

  /** Writes every departure up to the clock. */
  private void decay(int entity, long clock) {
    while (!model.content.isEmpty()) {
      long instant = departure.decayAt(events.time(model.content.first()));
      if (instant > clock) {
        return;
      }
      if (instant <= asOf) {
        removeDecayed(instant);
        continue;
      }
      removeDecayed(instant);
      write(entity, visibleAt(instant), instant);
    }
  }

  private void removeOut(long instant) {
    for (int first = model.content.first();
        departure.outAt(events.time(first)) <= instant;
        first = model.content.first()) {
      model.content.remove(first);
    }
  }

  private void removeDecayed(long instant) {
    while (!model.content.isEmpty()
        && departure.outAt(events.time(model.content.first())) <= instant) {
      model.content.remove(model.content.first());
    }
  }

  private void write(int entity, long visibleAt, long instant) {
    asOf = instant;
    visible = Math.max(visible, visibleAt);
    if (visible > model.untilMillis) {
      return;
    }
    model.content.evaluate(model.row);
    Bounds window = new Bounds(departure.firstInside(instant), instant + 1);
    commands.add(entity, visible, instant, window, window.endMillis(), model.row);
    commands.count(1);
    if (model.content.isEmpty()) {
      visible = Long.MIN_VALUE; // with its last event an entity's state is dropped
    }
  }

  /** When a reader finds the decay of an instant. */
  private long visibleAt(long instant) {
    if (!(rule instanceof WindowRule.SlidingLive live)) {
      return instant;
    }
    Timeline clock = events.sourceClock();
    int reached = clock.placeReaching(instant);
    long byEvent = reached == clock.size() ? Timeline.NEVER : clock.arrival(reached);
    long bySilence = instant + live.idleMarginMillis();
    for (int next = clock.placeAfter(bySilence); next <= reached; next++) {
      long silentFrom = next == 0 ? instant : clock.arrival(next - 1);
      long silent = Math.max(bySilence, silentFrom + live.idleTimeoutMillis());
      if (next == clock.size() || silent < clock.arrival(next)) {
        return Math.min(byEvent, silent);
      }
    }
    return byEvent;
  }
}
