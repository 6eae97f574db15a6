package dev.recency.plan;

import dev.recency.sql.Location;

/** What the author of a definition that runs should know about it all the same. */
public record Notice(Kind kind, Location location, String text) {
  /** Why a notice is given. */
  public enum Kind {
    /** It may not mean what it seems to. */
    WARNING,
    /** ksqlDB would refuse it; Recency runs it. */
    EXTENDED,
    /** What it costs to run. */
    COST
  }

  /** Place and text, one line. */
  @Override
  public String toString() {
    return location + ": " + text;
  }
}
