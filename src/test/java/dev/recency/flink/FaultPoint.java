package dev.recency.flink;

import java.util.concurrent.CountDownLatch;
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
  private final AtomicInteger held = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);

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

  /** No further task fails or waits anywhere. */
  static void healAll() {
    for (FaultPoint each : values()) {
      each.heal();
      each.release();
    }
  }

  /** Whether a failure is still to come. */
  boolean pending() {
    return failures.get() > 0;
  }

  /** Every task that comes here waits. */
  void hold() {
    held.set(0);
    gate = new CountDownLatch(1);
  }

  /** How many tasks have come to wait. */
  int held() {
    return held.get();
  }

  /** Those that wait go on, and no further one waits. */
  void release() {
    gate.countDown();
  }

  /** To be called where tasks that can be held come by, before {@link #pass}. */
  void waitWhileHeld() throws InterruptedException {
    if (gate.getCount() > 0) {
      held.incrementAndGet();
      gate.await();
    }
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
