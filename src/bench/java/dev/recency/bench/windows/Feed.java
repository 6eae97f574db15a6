package dev.recency.bench.windows;

import java.io.Serializable;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A series of events, the same for every variant and round: keys by Zipf's law, one event per gap on
 * average, every tenth up to three gaps late. All values are multiples of 0.25, so that any order of
 * adding them gives the same sum.
 *
 * @param keys number of keys
 * @param skew exponent of Zipf's law; 0: every key is as likely
 * @param gapMillis mean time between two events, all keys taken together
 */
record Feed(int events, int keys, double skew, double gapMillis) implements Serializable {
  /** Number of different values. */
  static final int VALUES = 1 << 10;

  private static final long START_MILLIS = 1_700_000_000_000L;
  private static final int LATE_GAPS = 3;
  private static final Map<Feed, Events> MADE = new ConcurrentHashMap<>();

  /** Ten thousand keys of which the most frequent has so many events in ten minutes on average. */
  static Feed withHotKey(int events, int eventsPerTenMinutes) {
    int keys = 10_000;
    double skew = 1.1;
    double share = 1 / weights(keys, skew)[keys - 1];
    return new Feed(events, keys, skew, 600_000 * share / eventsPerTenMinutes);
  }

  /** As many of its first events. */
  Feed first(int count) {
    return new Feed(count, keys, skew, gapMillis);
  }

  /** How much earlier than another event before it an event can be. */
  long disorderMillis() {
    return (long) ((LATE_GAPS + 1) * gapMillis) + 1;
  }

  /** The value with this number. */
  static double value(int number) {
    return number * 37 % 1_000 * 0.25;
  }

  /** Key, time and number of the value of each event; made once. */
  Events made() {
    return MADE.computeIfAbsent(this, Feed::make);
  }

  /** Lets go of what {@link #made} keeps. */
  static void forget() {
    MADE.clear();
  }

  /** Columns of a feed. */
  record Events(int[] keys, long[] timesMillis, short[] values) {}

  private Events make() {
    SplittableRandom random = new SplittableRandom(20_231_121);
    double[] weights = weights(keys, skew);
    int[] key = new int[events];
    long[] timeMillis = new long[events];
    short[] value = new short[events];
    for (int i = 0; i < events; i++) {
      key[i] = keyOf(weights, random.nextDouble() * weights[keys - 1]);
      double late = random.nextInt(10) == 0 ? random.nextDouble() * LATE_GAPS : 0;
      timeMillis[i] = START_MILLIS + (long) ((i + random.nextDouble() - late) * gapMillis);
      value[i] = (short) random.nextInt(VALUES);
    }
    return new Events(key, timeMillis, value);
  }

  /** Sums of the first weights. */
  private static double[] weights(int keys, double skew) {
    double[] sums = new double[keys];
    double sum = 0;
    for (int i = 0; i < keys; i++) {
      sum += Math.pow(i + 1.0, -skew);
      sums[i] = sum;
    }
    return sums;
  }

  private static int keyOf(double[] sums, double point) {
    int low = 0;
    int high = sums.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sums[middle] > point) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
