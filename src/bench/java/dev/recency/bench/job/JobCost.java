package dev.recency.bench.job;

import dev.recency.bench.Spread;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job cost per event.
 *
 * @param cpuNanos of the whole process, broker included
 * @param commands that were written per event
 */
record JobCost(double wallNanos, double cpuNanos, double commands) {

  /** How many times the throughput of the others these have, round by round. */
  static Spread throughput(List<JobCost> these, List<JobCost> others) {
    return ratio(these, others, true);
  }

  /** How many times the CPU of the others these need, round by round. */
  static Spread cpu(List<JobCost> these, List<JobCost> others) {
    return ratio(these, others, false);
  }

  private static Spread ratio(List<JobCost> these, List<JobCost> others, boolean throughput) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < these.size(); round++) {
      JobCost one = these.get(round);
      JobCost other = others.get(round);
      ratios.add(
          throughput ? other.wallNanos() / one.wallNanos() : one.cpuNanos() / other.cpuNanos());
    }
    return Spread.of(ratios);
  }
}
