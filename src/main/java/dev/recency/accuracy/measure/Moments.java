package dev.recency.accuracy.measure;

import dev.recency.accuracy.column.FeatureColumns;
import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.column.IntColumn;
import dev.recency.accuracy.column.LongColumn;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.truth.Known;
import dev.recency.accuracy.truth.StatementTruth;

/**
 * Moments at which stores are compared, and what a store should hold then: made once per statement
 * and used for every system. In the order of the entities.
 */
public final class Moments {
  private static final int COMPLETE = -1;

  private final IntColumn entities = new IntColumn();
  private final LongColumn instants = new LongColumn();
  private final IntColumn weights = new IntColumn();
  private final FeatureColumns truth;
  private final IntColumn knownRows = new IntColumn();
  private final FeatureColumns known;
  private final FeatureRow row;

  private Moments(int features) {
    truth = new FeatureColumns(features);
    known = new FeatureColumns(features);
    row = new FeatureRow(features);
  }

  /** The moments of reads: the truth is that of the moment. */
  public static Moments ofReads(Reads reads, EventTable events, StatementTruth truth, Known known) {
    Moments moments = new Moments(truth.empty().size());
    for (int entity = 0; entity < events.entityCount(); entity++) {
      for (int read = reads.start(entity); read < reads.end(entity); read++) {
        long instant = reads.instant(read);
        moments.add(truth, known, entity, instant, instant, 1);
      }
    }
    return moments;
  }

  /**
   * The arrivals of events, those of one entity and millisecond as one: the truth is that of the
   * newest event time of the entity so far.
   */
  public static Moments ofEvents(EventTable events, StatementTruth truth, Known known) {
    Moments moments = new Moments(truth.empty().size());
    for (int entity = 0; entity < events.entityCount(); entity++) {
      int[] places = events.placesByArrival(entity);
      long newest = Long.MIN_VALUE;
      int end;
      for (int first = 0; first < places.length; first = end) {
        long arrival = events.arrival(places[first]);
        for (end = first; end < places.length && events.arrival(places[end]) == arrival; end++) {
          newest = Math.max(newest, events.time(places[end]));
        }
        moments.add(truth, known, entity, arrival, newest, end - first);
      }
    }
    return moments;
  }

  private void add(
      StatementTruth steps, Known arrived, int entity, long instant, long asOf, int weight) {
    entities.add(entity);
    instants.add(instant);
    weights.add(weight);
    steps.at(entity, asOf, row);
    truth.add(row);
    long after = asOf - steps.sizeMillis();
    if (arrived.complete(entity, after, asOf, instant)) {
      knownRows.add(COMPLETE);
    } else {
      arrived.over(entity, after, asOf, instant, row);
      knownRows.add(known.size());
      known.add(row);
    }
  }

  int size() {
    return entities.size();
  }

  int entity(int moment) {
    return entities.get(moment);
  }

  long instant(int moment) {
    return instants.get(moment);
  }

  /** For how many comparisons the moment counts. */
  int weight(int moment) {
    return weights.get(moment);
  }

  void truth(int moment, FeatureRow into) {
    truth.get(moment, into);
  }

  /** What followed from the events that had arrived. */
  void known(int moment, FeatureRow into) {
    if (knownRows.get(moment) == COMPLETE) {
      truth.get(moment, into);
    } else {
      known.get(knownRows.get(moment), into);
    }
  }
}
