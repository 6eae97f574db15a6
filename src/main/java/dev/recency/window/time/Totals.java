package dev.recency.window.time;

/** Some events of a key, aggregated: one accumulator per aggregate and the newest event time. */
public final class Totals {
  final Object[] accumulators;
  long newestMillis = Long.MIN_VALUE;

  Totals(Object[] accumulators) {
    this.accumulators = accumulators;
  }

  /** The largest event time; Long.MIN_VALUE over nothing. */
  public long newestMillis() {
    return newestMillis;
  }

  /** Whether they are over no event. */
  public boolean isEmpty() {
    return newestMillis == Long.MIN_VALUE;
  }
}
