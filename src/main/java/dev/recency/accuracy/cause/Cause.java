package dev.recency.accuracy.cause;

/**
 * The one reason of a wrong read, in the order in which they are asked for; the first that holds is
 * it. "Its window" is the interval of event times that the found command covers by its rule; a late
 * event is one that arrived after a newer event of its partition.
 */
public enum Cause {
  /** The store holds exactly what follows from the events that had arrived. */
  NOT_YET_ARRIVED("not yet arrived"),
  /**
   * The found command is of an instant after the read, and the clock was ahead of the read. Also a
   * lost late event that was late only because the clock was ahead of its own arrival.
   */
  AHEAD_OF_ARRIVAL("event ahead of its arrival"),
  /**
   * A late event of its window is not in the value; or nothing was written although late events of
   * the true window had arrived.
   */
  LOST_LATE_EVENT("lost late event"),
  /**
   * By its rule a newer command was due before the read and is not there; or the value is not that
   * of its window and no late event explains it. Also what no other cause explains.
   */
  LOST_WINDOW("throttled or lost window"),
  /**
   * Events behind the end of its window had arrived and wait for theirs to be written; or an event
   * that left the true window waits for the next point of the rule's grid.
   */
  HOP_LAG("hop lag"),
  /**
   * An event of the true window lies before the start of its window; or the rule's window is longer
   * than the true one and still holds an event that is older.
   */
  WINDOW_BOUNDARY("window boundary"),
  /** Events that have left the true window are still in the value, and the rule's grid has passed. */
  NO_DECAY("no decay");

  private final String label;

  Cause(String label) {
    this.label = label;
  }

  /** The name for people. */
  public String label() {
    return label;
  }
}
