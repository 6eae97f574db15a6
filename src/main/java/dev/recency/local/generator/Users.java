package dev.recency.local.generator;

import java.util.SplittableRandom;

/** Draws users by Zipf's law. O(log users) per draw, eight bytes per user. */
final class Users {
  private final double[] sums;

  Users(int count, double exponent) {
    sums = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += Math.pow(i + 1.0, -exponent);
      sums[i] = sum;
    }
  }

  int draw(SplittableRandom random) {
    double point = random.nextDouble() * sums[sums.length - 1];
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
