package dev.recency.window.time;

/** One window of a key that is not closed. */
public final class OpenWindow {
  public final long startMillis;
  public final long endMillis;
  public final Totals totals;

  /** Whether the last row of it passed HAVING. */
  public boolean visible;

  public OpenWindow(long startMillis, long endMillis, Totals totals) {
    this.startMillis = startMillis;
    this.endMillis = endMillis;
    this.totals = totals;
  }
}
