package dev.recency.deployment.promql;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongToDoubleFunction;

/**
 * What Prometheus sees, and what an alert makes of it.
 *
 * @param expected how often it begins to fire, by its labels; empty: never
 */
record Case(String alert, String name, Map<String, Integer> expected, Scrapes scrapes) {
  static final long SECOND = 1_000;
  static final long MINUTE = 60_000;

  /** As {@code deploy/prometheus/prometheus.yml} has it. */
  static final long SCRAPE = 10 * SECOND;

  /** Where in the interval the processes are scraped: two TaskManagers half an interval apart. */
  static final double FIRST = 0;

  static final double SECOND_HALF = 0.5;
  static final double JOB_MANAGER = 0.2;

  /** It must fire once with these labels, and with no others. */
  static Case fires(String alert, String labels, String name, long minutes, Consumer<Scrapes> at) {
    return of(alert, name, Map.of("{" + labels + "}", 1), minutes, at);
  }

  /** It must not fire. */
  static Case quiet(String alert, String name, long minutes, Consumer<Scrapes> at) {
    return of(alert, name, Map.of(), minutes, at);
  }

  private static Case of(
      String alert,
      String name,
      Map<String, Integer> expected,
      long minutes,
      Consumer<Scrapes> series) {
    Scrapes scrapes = new Scrapes(minutes * MINUTE, SCRAPE);
    series.accept(scrapes);
    return new Case(alert, name, new TreeMap<>(expected), scrapes);
  }

  /** Whether the alert does what it should. */
  boolean right(Alert tested) {
    return tested.run(scrapes).equals(expected);
  }

  static LongToDoubleFunction always(double value) {
    return at -> value;
  }

  /** A counter. */
  static LongToDoubleFunction grows(double perSecond) {
    return at -> Math.floor(at * perSecond / SECOND);
  }

  /** One value until a time, and another from then on. */
  static LongToDoubleFunction then(
      LongToDoubleFunction before, long millis, LongToDoubleFunction after) {
    return at -> (at < millis ? before : after).applyAsDouble(at);
  }

  @Override
  public String toString() {
    return alert + ": " + name;
  }
}
