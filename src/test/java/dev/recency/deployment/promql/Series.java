package dev.recency.deployment.promql;

import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A series as Prometheus keeps it.
 *
 * @param samples by time; NaN: its target did not show it any more at this scrape
 */
record Series(String name, Map<String, String> labels, NavigableMap<Long, Double> samples) {
  private static final long LOOKBACK_MILLIS = 300_000;

  /** The newest sample, unless it is gone or too old. */
  OptionalDouble at(long timeMillis) {
    Map.Entry<Long, Double> last = samples.floorEntry(timeMillis);
    return last == null || last.getKey() <= timeMillis - LOOKBACK_MILLIS || last.getValue().isNaN()
        ? OptionalDouble.empty()
        : OptionalDouble.of(last.getValue());
  }

  /** The samples of a range that ends at this time. */
  NavigableMap<Long, Double> range(long timeMillis, long rangeMillis) {
    NavigableMap<Long, Double> found =
        new TreeMap<>(samples.subMap(timeMillis - rangeMillis, false, timeMillis, true));
    found.values().removeIf(value -> value.isNaN());
    return found;
  }

  boolean matches(Expression.Selector selector) {
    return name.equals(selector.name())
        && labels.entrySet().containsAll(selector.labels().entrySet());
  }
}
