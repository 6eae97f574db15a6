package dev.recency.accuracy;

import java.util.ArrayList;
import java.util.List;

/** The hops for which error and cost are shown: from one second to the size of the window. */
final class CostHops {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final List<Long> HOPS =
      List.of(
          SECOND,
          5 * SECOND,
          15 * SECOND,
          MINUTE,
          2 * MINUTE,
          5 * MINUTE,
          10 * MINUTE,
          30 * MINUTE,
          HOUR,
          6 * HOUR,
          DAY,
          7 * DAY);

  private CostHops() {}

  /** Ascending; each divides the size, the last is the size. */
  static List<Long> upTo(long sizeMillis) {
    List<Long> hops = new ArrayList<>();
    for (long hop : HOPS) {
      if (hop < sizeMillis && sizeMillis % hop == 0) {
        hops.add(hop);
      }
    }
    hops.add(sizeMillis);
    return hops;
  }
}
