package dev.recency.bench.windows;

/**
 * What one run cost per event.
 *
 * @param rows emitted per event
 */
record Cost(double wallNanos, double cpuNanos, double rows) {
  static Cost of(Meter.Reading reading, int events) {
    return new Cost(
        (double) reading.wallNanos() / events,
        (double) reading.cpuNanos() / events,
        (double) reading.rows() / events);
  }

  double eventsPerSecond() {
    return 1e9 / wallNanos;
  }
}
