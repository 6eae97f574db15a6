package dev.recency.accuracy.truth;

import dev.recency.accuracy.column.FeatureColumns;
import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.column.LongColumn;
import dev.recency.accuracy.column.Search;
import dev.recency.accuracy.event.EventTable;

/**
 * {@code V(k, T)} of one statement for every entity and instant, over all events with {@code T − W <
 * t(e) ≤ T} whether they had arrived or not, and, by {@link Known}, over those that had.
 *
 * <p>The value only changes where an event comes or leaves, so it is a list of steps: O(n log n)
 * time in all for the aggregates that can forget an event, O(n · window) for the others; two steps
 * per event; O(log n) per question.
 */
public final class StatementTruth {
  private final long sizeMillis;
  private final int[] starts;
  private final long[] instants;
  private final FeatureColumns values;
  private final FeatureRow empty;

  private StatementTruth(
      long sizeMillis, int[] starts, long[] instants, FeatureColumns values, FeatureRow empty) {
    this.sizeMillis = sizeMillis;
    this.starts = starts;
    this.instants = instants;
    this.values = values;
    this.empty = empty;
  }

  /**
   * Computes all steps.
   *
   * @param content of the statement; it is left in some state
   */
  public static StatementTruth of(
      EventTable events, StatementFeatures features, WindowContent content) {
    long sizeMillis = features.statement().window().sizeMillis();
    int[] starts = new int[events.entityCount() + 1];
    LongColumn instants = new LongColumn();
    FeatureColumns values = new FeatureColumns(features.features().size());
    FeatureRow row = new FeatureRow(features.features().size());
    for (int entity = 0; entity < events.entityCount(); entity++) {
      content.clear(entity);
      int entering = events.start(entity);
      int leaving = entering;
      int end = events.end(entity);
      while (leaving < end) {
        long leaves = events.time(leaving) + sizeMillis;
        long instant = entering < end ? Math.min(events.time(entering), leaves) : leaves;
        while (leaving < end && events.time(leaving) + sizeMillis == instant) {
          content.remove(leaving++);
        }
        while (entering < end && events.time(entering) == instant) {
          content.add(entering++);
        }
        content.evaluate(row);
        instants.add(instant);
        values.add(row);
      }
      starts[entity + 1] = instants.size();
    }
    return new StatementTruth(sizeMillis, starts, instants.toArray(), values, content.empty());
  }

  /** The size of the window. */
  public long sizeMillis() {
    return sizeMillis;
  }

  /** The place of an entity's first step. */
  public int start(int entity) {
    return starts[entity];
  }

  /** The place behind an entity's last step. */
  public int end(int entity) {
    return starts[entity + 1];
  }

  /** The instant from which the step at a place is true. */
  public long instant(int place) {
    return instants[place];
  }

  /** The values of all steps. */
  public FeatureColumns values() {
    return values;
  }

  /** The features over nothing. */
  public FeatureRow empty() {
    return empty;
  }

  /** The place behind the step that is true at the instant. */
  public int placeAfter(int entity, long instantMillis) {
    return Search.firstAbove(instants, starts[entity], starts[entity + 1], instantMillis);
  }

  /** Fills the row with the values at an instant. */
  public void at(int entity, long instantMillis, FeatureRow into) {
    int after = placeAfter(entity, instantMillis);
    if (after == starts[entity]) {
      into.set(empty);
    } else {
      values.get(after - 1, into);
    }
  }
}
