package dev.recency.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and {@code kill}: the thread that opened this is interrupted, and the process ends when it
 * has cleaned up, which closing this says, or after a minute. The exit code is the signal's own.
 */
final class StopSignal implements AutoCloseable {
  private static final int CLEAN_UP_LIMIT_SECONDS = 60;

  private final CountDownLatch cleanedUp = new CountDownLatch(1);
  private final Thread hook;

  private StopSignal(Thread worker) {
    hook =
        new Thread(
            () -> {
              worker.interrupt();
              awaitCleanUp();
            },
            "stop");
  }

  static StopSignal listen() {
    StopSignal signal = new StopSignal(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  @Override
  public void close() {
    cleanedUp.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: the hook is what waits for us.
    }
  }

  private void awaitCleanUp() {
    try {
      if (!cleanedUp.await(CLEAN_UP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("recency: stopped before everything was cleaned up.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
