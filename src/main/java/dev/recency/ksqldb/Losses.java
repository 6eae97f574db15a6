package dev.recency.ksqldb;

/** Whether the model loses what ksqlDB loses. */
public enum Losses {
  /**
   * What whoever writes the statement expects: every window that closes is emitted once, and a
   * session takes in events until it closes.
   */
  NONE,
  /**
   * What ksqlDB writes while its record cache is off: a window is readable only as long as its
   * store shows it (RETENTION), so closed windows stay unwritten, and a session stops growing.
   */
  OF_THE_STORE
}
