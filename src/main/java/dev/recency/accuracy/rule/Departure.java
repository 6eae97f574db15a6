package dev.recency.accuracy.rule;

import java.util.Optional;

/**
 * When events leave the windows of a system whose values decay.
 *
 * @param sizeMillis the length that the window should have
 * @param gridMillis the far end moves by this much
 * @param early milliseconds before the grid point at which it moves
 * @param exactAtArrival whether the far end is exact, not on the grid, in what an arrival writes
 */
public record Departure(long sizeMillis, long gridMillis, long early, boolean exactAtArrival) {
  /** The departures of a rule; nothing if its values do not decay. */
  public static Optional<Departure> of(WindowRule rule) {
    if (rule instanceof WindowRule.Sliding exact) {
      return Optional.of(new Departure(exact.sizeMillis(), exact.advanceMillis(), 0, true));
    }
    if (rule instanceof WindowRule.SlidingLive live) {
      return Optional.of(new Departure(live.sizeMillis(), live.advanceMillis(), 0, true));
    }
    if (rule instanceof WindowRule.Sawtooth sawtooth) {
      return Optional.of(new Departure(sawtooth.sizeMillis(), sawtooth.hopMillis(), 0, false));
    }
    if (rule instanceof WindowRule.Buckets buckets) {
      return Optional.of(new Departure(buckets.sizeMillis(), buckets.bucketMillis(), 1, false));
    }
    return Optional.empty();
  }

  /** The instant at which an event leaves in what a decay writes. */
  public long decayAt(long eventTimeMillis) {
    if (exactAtArrival) {
      return Math.floorDiv(eventTimeMillis + sizeMillis + gridMillis - 1, gridMillis) * gridMillis;
    }
    return (Math.floorDiv(eventTimeMillis, gridMillis) + 1) * gridMillis + sizeMillis - early;
  }

  /** The instant from which an arrival writes a value without the event. */
  long outAt(long eventTimeMillis) {
    return exactAtArrival ? eventTimeMillis + sizeMillis : decayAt(eventTimeMillis);
  }

  /** The first event time of what an arrival writes at an instant. */
  long firstInside(long instantMillis) {
    long exact = instantMillis - sizeMillis + 1;
    return exactAtArrival ? exact : Math.floorDiv(exact - 1 + early, gridMillis) * gridMillis;
  }
}
