package dev.recency.accuracy.rule;

import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.event.Timeline;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.store.VisibleCommand.Bounds;

/** Writes a row for each event once the watermark, a millisecond behind the clock, has passed it. */
record OverModel(RuleModel model, WindowRule.Over rule, ReplayedStore.Builder commands) {

  void write(int entity) {
    EventTable events = model.events;
    int leaving = events.start(entity);
    int next = leaving;
    while (next < events.end(entity)) {
      long time = events.time(next);
      int rows = 0;
      for (; next < events.end(entity) && events.time(next) == time; next++) {
        if (!events.late(next)) {
          model.content.add(next);
          rows++;
        }
      }
      for (; events.time(leaving) < time - rule.sizeMillis(); leaving++) {
        if (model.content.contains(leaving)) {
          model.content.remove(leaving);
        }
      }
      long visible = events.rowClock().reachedAt(time + 1);
      if (rows > 0 && visible != Timeline.NEVER) {
        model.content.evaluate(model.row);
        Bounds window = new Bounds(time - rule.sizeMillis(), time + 1);
        commands.add(entity, visible, time, window, window.endMillis(), model.row);
        commands.count(rows);
      }
    }
  }
}
