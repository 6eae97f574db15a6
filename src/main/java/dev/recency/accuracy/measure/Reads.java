package dev.recency.accuracy.measure;

import dev.recency.accuracy.column.Grouping;
import dev.recency.accuracy.column.IntColumn;
import dev.recency.accuracy.column.LongColumn;
import dev.recency.accuracy.event.EventTable;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Moments at which a reader asks for an entity: per entity by time. The same for all systems. */
public final class Reads {
  private final Grouping grouping;
  private final LongColumn instants;

  private Reads(IntColumn entities, LongColumn instants, int entityCount) {
    grouping = Grouping.of(entities, instants, entityCount);
    this.instants = instants;
  }

  /**
   * Reads after events: an event uniformly at random, then a moment uniformly within the horizon
   * after its arrival, for its entity.
   *
   * @param horizonMillis above 0
   */
  public static Reads afterEvents(EventTable events, long seed, int count, long horizonMillis) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] places = new int[events.size()];
    for (int place = 0; place < places.length; place++) {
      places[events.number(place)] = place;
    }
    IntColumn entities = new IntColumn();
    LongColumn instants = new LongColumn();
    for (int read = 0; read < count && places.length > 0; read++) {
      int number = random.nextInt(places.length);
      entities.add(events.entityOfArrival(number));
      instants.add(events.arrival(places[number]) + random.nextLong(horizonMillis));
    }
    return new Reads(entities, instants, events.entityCount());
  }

  /**
   * Reads on a uniform grid of time from the first arrival to {@code untilMillis}, each for an
   * entity drawn uniformly from those seen so far.
   */
  public static Reads onGrid(EventTable events, long seed, int count, long untilMillis) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] firstArrivals = new long[events.entityCount()];
    Arrays.fill(firstArrivals, Long.MAX_VALUE);
    for (int entity = 0; entity < firstArrivals.length; entity++) {
      for (int place = events.start(entity); place < events.end(entity); place++) {
        firstArrivals[entity] = Math.min(firstArrivals[entity], events.arrival(place));
      }
    }
    Integer[] order = new Integer[firstArrivals.length];
    Arrays.setAll(order, each -> each);
    Arrays.sort(order, (left, right) -> Long.compare(firstArrivals[left], firstArrivals[right]));
    IntColumn entities = new IntColumn();
    LongColumn instants = new LongColumn();
    int seen = 0;
    for (int read = 0; read < count && order.length > 0; read++) {
      long first = firstArrivals[order[0]];
      long instant = first + (long) ((double) (untilMillis - first) * read / count);
      while (seen < order.length && firstArrivals[order[seen]] <= instant) {
        seen++;
      }
      entities.add(order[random.nextInt(seen)]);
      instants.add(instant);
    }
    return new Reads(entities, instants, events.entityCount());
  }

  /** Number of reads. */
  public int size() {
    return grouping.size();
  }

  int start(int entity) {
    return grouping.start(entity);
  }

  int end(int entity) {
    return grouping.end(entity);
  }

  long instant(int place) {
    return instants.get(grouping.row(place));
  }
}
