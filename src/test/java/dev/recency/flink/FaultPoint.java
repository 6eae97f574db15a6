package dev.recency.flink;

import java.util.concurrent.atomic.AtomicInteger;

/** Where a test lets tasks of its own process fail. Only one test uses a point at a time. */
enum FaultPoint {
  /** A source is asked for an element. */
  ELEMENT,
  /** A source is asked for its part of a checkpoint. */
  SNAPSHOT,
  /** A source begins, or begins again. */
  RESTORE,
  /** A checkpoint is complete and its transactions are not committed yet. */
  BEFORE_COMMIT,
  /** Its transactions are committed and the job does not know it yet. */
  AFTER_COMMIT;

  private final AtomicInteger passes = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  /** The next {@code times} tasks that come here fail. */
  void fail(int times) {
    failAfter(0, times);
  }

  /** The same after some that pass. */
  void failAfter(int passing, int times) {
    passes.set(passing);
    failures.set(times);
  }

  /** No further task fails. */
  void heal() {
    failures.set(0);
  }

  /** Whether a failure is still to come. */
  boolean pending() {
    return failures.get() > 0;
  }

  /** To be called where tasks come by. */
  void pass() {
    if (pending()
        && passes.getAndDecrement() <= 0
        && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("a task fails because the test wants it: " + this);
    }
  }
}
