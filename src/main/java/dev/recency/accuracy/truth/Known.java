package dev.recency.accuracy.truth;

import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.event.EventTable;

/**
 * Features over the events that had arrived by a moment: the second definition of truth, and what a
 * command could hold. O(events of the interval) per question.
 */
public final class Known {
  private final EventTable events;
  private final WindowContent content;

  /**
   * @param content of the statement; it is left in some state
   */
  public Known(EventTable events, WindowContent content) {
    this.events = events;
    this.content = content;
  }

  /**
   * Whether every event of {@code (after, upTo]} had arrived at this moment. Only events no older
   * than the longest delay of the entity are looked at.
   */
  public boolean complete(int entity, long afterMillis, long upToMillis, long arrivedByMillis) {
    int end = events.firstAfter(entity, upToMillis);
    long arrived = arrivedByMillis - events.longestDelay(entity);
    int start = events.firstAfter(entity, Math.max(afterMillis, arrived));
    for (int place = start; place < end; place++) {
      if (events.arrival(place) > arrivedByMillis) {
        return false;
      }
    }
    return true;
  }

  /** Fills the row with the features over the events of {@code (after, upTo]} that had arrived. */
  public void over(
      int entity, long afterMillis, long upToMillis, long arrivedByMillis, FeatureRow into) {
    content.clear(entity);
    int end = events.firstAfter(entity, upToMillis);
    for (int place = events.firstAfter(entity, afterMillis); place < end; place++) {
      if (events.arrival(place) <= arrivedByMillis) {
        content.add(place);
      }
    }
    content.evaluate(into);
  }
}
