package dev.recency.deployment.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;

/** What Prometheus gets of some processes from 0 on; each is scraped at times of its own. */
final class Scrapes {
  /** What a process shows that does not have a metric. */
  static final double NOTHING = Double.NaN;

  private final List<Series> series = new ArrayList<>();
  private final long endMillis;
  private final long intervalMillis;

  Scrapes(long endMillis, long intervalMillis) {
    this.endMillis = endMillis;
    this.intervalMillis = intervalMillis;
  }

  /**
   * Adds a series.
   *
   * @param phase when in the interval its process is scraped, from 0 to 1
   * @param text its name and labels
   * @param value at a time in milliseconds; {@link #NOTHING}: it is not shown then
   */
  Scrapes add(double phase, String text, LongToDoubleFunction value) {
    Expression.Selector names = Parser.series(text);
    TreeMap<Long, Double> samples = new TreeMap<>();
    for (long at = (long) (phase * intervalMillis); at <= endMillis; at += intervalMillis) {
      samples.put(at, value.applyAsDouble(at));
    }
    series.add(new Series(names.name(), names.labels(), samples));
    return this;
  }

  List<Series> series() {
    return List.copyOf(series);
  }

  long endMillis() {
    return endMillis;
  }

  long intervalMillis() {
    return intervalMillis;
  }
}
