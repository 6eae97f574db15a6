package dev.recency.accuracy.rule;

import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.event.Timeline;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.store.VisibleCommand.Bounds;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Writes windows when they close. Going through the starts of windows, an event comes in at the
 * first window that it belongs to and that was open when it arrived, and leaves behind the last;
 * between two such starts all windows are equal.
 */
final class HoppingModel {
  private final RuleModel model;
  private final EventTable events;
  private final WindowRule.Hopping rule;
  private final ReplayedStore.Builder commands;

  HoppingModel(RuleModel model, WindowRule.Hopping rule, ReplayedStore.Builder commands) {
    this.model = model;
    this.events = model.events;
    this.rule = rule;
    this.commands = commands;
  }

  void write(int entity) {
    int[] entries = entries(entity);
    int entering = 0;
    while (entering < entries.length || !model.content.isEmpty()) {
      long start = Math.min(entrance(entries, entering), departure());
      while (!model.content.isEmpty() && departure() <= start) {
        model.content.remove(model.content.first());
      }
      for (; entrance(entries, entering) == start; entering++) {
        model.content.add(entries[entering]);
      }
      if (!model.content.isEmpty()) {
        run(entity, start, Math.min(entrance(entries, entering), departure()));
      }
    }
  }

  /** The start of the first window with one more event. */
  private long entrance(int[] entries, int entering) {
    return entering < entries.length ? firstStart(entries[entering]) : Long.MAX_VALUE;
  }

  /** The start of the first window without the oldest event inside. */
  private long departure() {
    return model.content.isEmpty()
        ? Long.MAX_VALUE
        : lastStart(model.content.first()) + rule.hopMillis();
  }

  /** Places of the events that are in any window, by the first one. */
  private int[] entries(int entity) {
    int[] places =
        IntStream.range(events.start(entity), events.end(entity))
            .filter(place -> firstStart(place) <= lastStart(place))
            .toArray();
    for (int i = 1; i < places.length; i++) {
      if (firstStart(places[i - 1]) > firstStart(places[i])) {
        return IntStream.of(places)
            .boxed()
            .sorted(Comparator.comparingLong(this::firstStart))
            .mapToInt(Integer::intValue)
            .toArray();
      }
    }
    return places;
  }

  /** The first window that the event is in and that was open when it arrived. */
  private long firstStart(int place) {
    long afterTime = events.time(place) - rule.sizeMillis();
    long clock = events.clockBefore(place);
    long afterClock =
        clock == Long.MIN_VALUE ? afterTime : clock - rule.graceMillis() - rule.sizeMillis();
    long hop = rule.hopMillis();
    return Math.max(0, (Math.floorDiv(Math.max(afterTime, afterClock), hop) + 1) * hop);
  }

  private long lastStart(int place) {
    return Math.floorDiv(events.time(place), rule.hopMillis()) * rule.hopMillis();
  }

  /** Windows of equal content, from one start to before another. */
  private void run(int entity, long start, long behind) {
    long visible = closedAt(start);
    if (visible == Timeline.NEVER) {
      return;
    }
    model.content.evaluate(model.row);
    long last = Math.floorDiv(behind - 1 - start, rule.hopMillis()) * rule.hopMillis() + start;
    long newest = events.time(model.content.last());
    Bounds first = new Bounds(start, start + rule.sizeMillis());
    commands.add(entity, visible, newest, first, last + rule.sizeMillis(), model.row);
    long clock = events.rowClock().clockAt(Long.MAX_VALUE) - rule.sizeMillis() - rule.graceMillis();
    commands.count(Math.floorDiv(Math.min(last, clock) - start, rule.hopMillis()) + 1);
  }

  private long closedAt(long start) {
    return events.rowClock().reachedAt(start + rule.sizeMillis() + rule.graceMillis());
  }
}
