package dev.recency.plan;

import dev.recency.plan.SlidingWindow.Emit;

/**
 * What a statement with TUMBLING, HOPPING or SESSION costs, here and in ksqlDB.
 *
 * @param touchedHere accumulators that an event changes
 * @param touchedInKsqldb rows of state that an event reads and writes there
 * @param rowsPerEvent rows that are written for an event; 0 with EMIT FINAL, where rows are written
 *     once, when windows close
 * @param keptHere the most accumulators of a key at a time, each of all aggregates, while no
 *     partition lags behind the others
 * @param keptInKsqldb rows of state of a key at a time there
 */
public record CostForecast(
    TimeWindow window,
    long touchedHere,
    long touchedInKsqldb,
    long rowsPerEvent,
    long keptHere,
    long keptInKsqldb) {

  /** The forecast of a statement with this window. */
  public static CostForecast of(TimeWindow window) {
    boolean changes = window.emit() == Emit.CHANGES;
    if (window instanceof TimeWindow.Hopping hopping) {
      long windows = hopping.windowsPerEvent();
      long reachMillis = hopping.sizeMillis() + hopping.graceMillis();
      return new CostForecast(
          window,
          1,
          windows,
          changes ? windows : 0,
          roundedUp(reachMillis, sliceMillis(hopping)) + 1,
          roundedUp(reachMillis, hopping.advanceMillis()));
    }
    TimeWindow.Session session = (TimeWindow.Session) window;
    long kept = (session.gapMillis() + session.graceMillis()) / (session.gapMillis() + 1) + 1;
    return new CostForecast(window, 1, 1, changes ? 1 : 0, kept, kept);
  }

  /** What a slice is long: the longest that SIZE and ADVANCE BY are whole numbers of. */
  public static long sliceMillis(TimeWindow.Hopping window) {
    long divisor = window.sizeMillis();
    for (long rest = window.advanceMillis(); rest != 0; ) {
      long next = divisor % rest;
      divisor = rest;
      rest = next;
    }
    return divisor;
  }

  private static long roundedUp(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /** The forecast in words, without a place. */
  @Override
  public String toString() {
    String touched;
    String kept;
    if (window instanceof TimeWindow.Hopping hopping) {
      String slice = " of " + DurationText.of(sliceMillis(hopping));
      touched =
          "an event changes "
              + counted(touchedHere, "slice")
              + slice
              + ", in ksqlDB "
              + counted(touchedInKsqldb, "window");
      kept =
          "a key keeps at most "
              + counted(keptHere, "slice")
              + ", in ksqlDB "
              + counted(keptInKsqldb, "window");
    } else {
      touched = "an event changes 1 session and those that it joins, as in ksqlDB";
      kept = "a key keeps at most " + counted(keptHere, "session") + ", as in ksqlDB";
    }
    String written =
        rowsPerEvent == 0
            ? "rows are written when windows close"
            : counted(rowsPerEvent, "row")
                + (rowsPerEvent == 1 ? " is" : " are")
                + " written for it";
    return touched + "; " + written + "; " + kept;
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
