package dev.recency.accuracy.measure;

import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.column.LongColumn;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.truth.Feature;
import dev.recency.accuracy.truth.StatementTruth;
import java.util.Arrays;

/**
 * How long after a change the store is right again: from the arrival of each event (its event time
 * if that is later), and from the instant at which each leaves the window, to the first moment at
 * which the stored value is the true one of that moment. Infinite if that does not happen before
 * the end of the observation. O(steps + commands) per entity.
 */
final class Delays {
  private static final long NEVER = Long.MAX_VALUE;

  private final EventTable events;
  private final StatementTruth truth;
  private final ReplayedStore store;
  private final long sizeMillis;
  private final long untilMillis;
  private final LongColumn moments = new LongColumn();
  private final FeatureRow stored;
  private final FeatureRow expected;

  Delays(EventTable events, StatementTruth truth, ReplayedStore store, long untilMillis) {
    this.events = events;
    this.truth = truth;
    this.store = store;
    sizeMillis = truth.sizeMillis();
    this.untilMillis = untilMillis;
    stored = new FeatureRow(truth.empty().size());
    expected = new FeatureRow(truth.empty().size());
  }

  /** Adds the delays of an entity, per feature. */
  void add(int entity, Feature[] features, Distribution[] arrivals, Distribution[] expiries) {
    long[] starts = moments(entity);
    long[][] rightFrom = new long[features.length][starts.length];
    judge(entity, starts, features, rightFrom);
    for (int place = events.start(entity); place < events.end(entity); place++) {
      long arrival = Math.max(events.arrival(place), events.time(place));
      long expiry = events.time(place) + sizeMillis;
      boolean lastOfItsTime =
          place + 1 == events.end(entity) || events.time(place + 1) != events.time(place);
      for (int feature = 0; feature < features.length; feature++) {
        add(arrivals[feature], arrival, starts, rightFrom[feature]);
        if (lastOfItsTime) {
          add(expiries[feature], expiry, starts, rightFrom[feature]);
        }
      }
    }
  }

  private void add(Distribution delays, long from, long[] starts, long[] rightFrom) {
    if (from > untilMillis) {
      return;
    }
    int segment = Arrays.binarySearch(starts, from);
    segment = segment < 0 ? -segment - 2 : segment;
    long right = rightFrom[segment];
    delays.add(right == NEVER ? Double.POSITIVE_INFINITY : Math.max(0, right - from));
  }

  /** All moments at which truth or store may change, ascending; arrivals are among them. */
  private long[] moments(int entity) {
    moments.clear();
    for (int step = truth.start(entity); step < truth.end(entity); step++) {
      moments.add(truth.instant(step));
    }
    for (int command = store.start(entity); command < store.end(entity); command++) {
      moments.add(store.visibleAt(command));
    }
    long[] sorted = moments.toArray();
    Arrays.sort(sorted);
    int kept = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (kept == 0 || sorted[kept - 1] != sorted[i]) {
        sorted[kept++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, kept);
  }

  /** Per feature and moment the first moment from it on at which the store is right. */
  private void judge(int entity, long[] starts, Feature[] features, long[][] rightFrom) {
    int step = truth.end(entity);
    int command = store.end(entity);
    for (int segment = starts.length - 1; segment >= 0; segment--) {
      while (step > truth.start(entity) && truth.instant(step - 1) > starts[segment]) {
        step--;
      }
      while (command > store.start(entity) && store.visibleAt(command - 1) > starts[segment]) {
        command--;
      }
      load(entity, step, command);
      for (int feature = 0; feature < features.length; feature++) {
        long later = segment + 1 < starts.length ? rightFrom[feature][segment + 1] : NEVER;
        boolean right = starts[segment] <= untilMillis && features[feature].equal(stored, expected);
        rightFrom[feature][segment] = right ? starts[segment] : later;
      }
    }
  }

  private void load(int entity, int step, int command) {
    if (step == truth.start(entity)) {
      expected.set(truth.empty());
    } else {
      truth.values().get(step - 1, expected);
    }
    if (command == store.start(entity)) {
      stored.set(truth.empty());
    } else {
      store.values(command - 1, stored);
    }
  }
}
