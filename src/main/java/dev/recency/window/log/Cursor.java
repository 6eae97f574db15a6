package dev.recency.window.log;

import org.jspecify.annotations.Nullable;

/** A place in a log, at an event. It is lost when the log changes around it; then seek again. */
public final class Cursor {
  static final int IN_TAIL = -1;

  int version = -1;
  @Nullable EventRun run;

  /** In a chunk the index in its run; in the tail the number of the event, see EventLog. */
  long place;

  int page;
  int chunk;

  boolean inTail() {
    return page == IN_TAIL;
  }

  /** Forgets the place. */
  public void invalidate() {
    version = -1;
    run = null;
  }
}
