package dev.recency.accuracy;

import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.report.EntityNames;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of one entity's life that the charts show: the events between two silences of three
 * windows, of all such stretches the one with the most events up to {@link #MOST_EVENTS}, the
 * earliest if there are several.
 *
 * @param names what entities are called
 */
record EntityChoice(EventTable events, EntityNames names) {
  private static final int MOST_EVENTS = 25;
  private static final int SILENCE_WINDOWS = 3;

  /**
   * A stretch.
   *
   * @param first place of its first event
   * @param end place behind its last event
   */
  record Stretch(int entity, int first, int end) {}

  /** The stretch for windows of this size; null if there are no events. */
  @Nullable Stretch of(long sizeMillis) {
    Stretch best = null;
    for (int entity = 0; entity < events.entityCount(); entity++) {
      int first = events.start(entity);
      for (int place = first; place < events.end(entity); place++) {
        boolean last =
            place + 1 == events.end(entity)
                || events.time(place + 1) - events.time(place) > SILENCE_WINDOWS * sizeMillis;
        if (last) {
          Stretch stretch =
              new Stretch(entity, Math.max(first, place + 1 - MOST_EVENTS), place + 1);
          best = best == null || better(stretch, best) ? stretch : best;
          first = place + 1;
        }
      }
    }
    return best;
  }

  private boolean better(Stretch one, Stretch other) {
    int byCount = Integer.compare(one.end() - one.first(), other.end() - other.first());
    return byCount > 0 || (byCount == 0 && events.time(one.first()) < events.time(other.first()));
  }
}
