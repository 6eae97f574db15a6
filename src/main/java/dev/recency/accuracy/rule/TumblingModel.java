package dev.recency.accuracy.rule;

import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.store.VisibleCommand.Bounds;

/** Writes the window of each event as it is after it. */
record TumblingModel(RuleModel model, WindowRule.Tumbling rule, ReplayedStore.Builder commands) {

  void write(int entity) {
    EventTable events = model.events;
    long current = Long.MIN_VALUE;
    for (int place : events.placesByArrival(entity)) {
      long start = Math.floorDiv(events.time(place), rule.sizeMillis()) * rule.sizeMillis();
      if (closedBefore(place, start)) {
        continue;
      }
      if (start != current) {
        current = start;
        open(entity, start, events.number(place));
      }
      model.content.add(place);
      model.content.evaluate(model.row);
      Bounds window = new Bounds(start, start + rule.sizeMillis());
      long newest = events.time(model.content.last());
      commands.add(entity, events.arrival(place), newest, window, window.endMillis(), model.row);
      commands.count(1);
    }
  }

  private boolean closedBefore(int place, long start) {
    long clock = model.events.clockBefore(place);
    return clock != Long.MIN_VALUE && clock >= start + rule.sizeMillis() + rule.graceMillis();
  }

  /** What had arrived in the window before an event. */
  private void open(int entity, long start, int number) {
    EventTable events = model.events;
    model.content.clear(entity);
    int end = events.firstFrom(entity, start + rule.sizeMillis());
    for (int place = events.firstFrom(entity, start); place < end; place++) {
      if (events.number(place) < number && !closedBefore(place, start)) {
        model.content.add(place);
      }
    }
  }
}
