package dev.recency.accuracy.event;

import dev.recency.accuracy.column.Grouping;
import dev.recency.accuracy.column.IntColumn;
import dev.recency.accuracy.column.LongColumn;
import dev.recency.accuracy.column.Search;
import dev.recency.aggregate.Arguments;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The events that the statements of one log take in: per entity by event time, equal times by
 * arrival. An event has a place in that order and a number in the order of arrival. About 50 bytes
 * per event and 8 more per argument.
 */
public final class EventTable {
  /** Answered for a name that no event has. */
  public static final int NO_ENTITY = -1;

  private final List<String> entities;
  private final Map<String, Integer> numbers;
  private final Grouping grouping;
  private final IntColumn entityOf;
  private final long[] times;
  private final long[] arrivals;
  private final long[] clocksBefore;
  private final long[] sourceClocksBefore;
  private final ArgumentColumns arguments;
  private final Timeline sourceClock;
  private final Timeline rowClock;
  private final DataQuality quality;
  private final long[] longestDelays;

  EventTable(EventReader read) {
    entities = List.copyOf(read.entities);
    numbers = read.numbers;
    entityOf = read.entityOf;
    grouping = Grouping.of(read.entityOf, read.times, entities.size());
    times = placed(read.times);
    arrivals = placed(read.arrivals);
    clocksBefore = placed(read.clocksBefore);
    sourceClocksBefore = placed(read.sourceClocksBefore);
    arguments = read.arguments;
    sourceClock = read.sourceClock.build();
    rowClock = read.rowClock.build();
    quality = read.quality();
    longestDelays = new long[entities.size()];
    for (int entity = 0; entity < longestDelays.length; entity++) {
      for (int place = start(entity); place < end(entity); place++) {
        longestDelays[entity] = Math.max(longestDelays[entity], arrivals[place] - times[place]);
      }
    }
  }

  private long[] placed(LongColumn column) {
    long[] values = new long[grouping.size()];
    for (int place = 0; place < values.length; place++) {
      values[place] = column.get(grouping.row(place));
    }
    return values;
  }

  /** Number of events. */
  public int size() {
    return times.length;
  }

  /** Number of entities; they are numbered by first arrival. */
  public int entityCount() {
    return entities.size();
  }

  /** The name of an entity. */
  public String entity(int entity) {
    return entities.get(entity);
  }

  /** The entity of this name, or {@link #NO_ENTITY}. */
  public int entity(String name) {
    return numbers.getOrDefault(name, NO_ENTITY);
  }

  /** The entity of the event with this number in the order of arrival. */
  public int entityOfArrival(int number) {
    return entityOf.get(number);
  }

  /** The place of an entity's oldest event. */
  public int start(int entity) {
    return grouping.start(entity);
  }

  /** The place behind an entity's newest event. */
  public int end(int entity) {
    return grouping.end(entity);
  }

  /** Event time of the event at a place, in milliseconds. */
  public long time(int place) {
    return times[place];
  }

  /**
   * Arrival of the event at a place, in milliseconds: its Kafka timestamp, or that of an earlier
   * record of the entity if it is larger.
   */
  public long arrival(int place) {
    return arrivals[place];
  }

  /** Number in the order of arrival of the event at a place. */
  public int number(int place) {
    return grouping.row(place);
  }

  /** The places of an entity's events in the order of arrival. O(n log n) at worst. */
  public int[] placesByArrival(int entity) {
    int[] places = IntStream.range(start(entity), end(entity)).toArray();
    for (int i = 1; i < places.length; i++) {
      if (number(places[i]) < number(places[i - 1])) {
        return IntStream.of(places)
            .mapToLong(place -> ((long) number(place) << Integer.SIZE) | place)
            .sorted()
            .mapToInt(both -> (int) both)
            .toArray();
      }
    }
    return places;
  }

  /** The data clock of the event's own partition before it. */
  public long clockBefore(int place) {
    return clocksBefore[place];
  }

  /** The largest event time of the source before the event at a place. */
  public long sourceClockBefore(int place) {
    return sourceClocksBefore[place];
  }

  /** Whether a newer event of its partition had arrived before it. */
  public boolean late(int place) {
    return times[place] < clocksBefore[place];
  }

  /** How long after its event time an event of the entity arrived at most, in milliseconds. */
  public long longestDelay(int entity) {
    return longestDelays[entity];
  }

  /** The first place of an entity whose event time is above the instant. */
  public int firstAfter(int entity, long instantMillis) {
    return Search.firstAbove(times, start(entity), end(entity), instantMillis);
  }

  /** The first place of an entity whose event time is at or above the instant. */
  public int firstFrom(int entity, long instantMillis) {
    return Search.firstAtLeast(times, start(entity), end(entity), instantMillis);
  }

  /** The largest event time so far of the source, filtered events included. */
  public Timeline sourceClock() {
    return sourceClock;
  }

  /** The data clock over the events of this table alone. */
  public Timeline rowClock() {
    return rowClock;
  }

  /** The newest arrival, in milliseconds; there must be an event. */
  public long lastArrival() {
    return rowClock.arrival(rowClock.size() - 1);
  }

  /** What became of the records. */
  public DataQuality quality() {
    return quality;
  }

  /**
   * The arguments of the event at a place as text.
   *
   * @param all whether also those that are no numbers, times or booleans; else {@code …}
   */
  public List<String> argumentTexts(int place, boolean all) {
    return arguments.texts(grouping.row(place), all);
  }

  /** A view on the arguments of one event after the other. Not thread-safe. */
  public Cursor cursor() {
    return new Cursor();
  }

  /** Shows the arguments of the event at a place. */
  public final class Cursor {
    private final ArgumentColumns.View view = arguments.new View();

    private Cursor() {}

    /** The arguments of the event at a place, until the next call. */
    public Arguments at(int place) {
      view.show(grouping.row(place), times[place]);
      return view;
    }
  }
}
