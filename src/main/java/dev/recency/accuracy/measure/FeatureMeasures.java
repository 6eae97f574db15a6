package dev.recency.accuracy.measure;

import java.util.List;

/**
 * All measures of one feature and system.
 *
 * @param atEvent right after the last record of each event's arrival millisecond, against the truth
 *     at the newest event time of the entity up to it; one comparison per event, without causes
 * @param atRead at reads after events
 * @param onGrid at reads on a uniform grid of time
 * @param arrivalDelay from event to store, milliseconds
 * @param expiryDelay from expiry to store, milliseconds
 * @param worst the reads after events with the largest errors, one per entity
 */
public record FeatureMeasures(
    Errors atEvent,
    Errors atRead,
    Errors onGrid,
    Spread arrivalDelay,
    Spread expiryDelay,
    List<WrongRead> worst) {
  public FeatureMeasures {
    worst = List.copyOf(worst);
  }
}
