package dev.recency.cli;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and {@code kill}: the process ends when the thread that opened this has cleaned up, which
 * closing this says, or after a minute unless another limit is given. The exit code is the signal's own.
 *
 * <p>The thread is interrupted only where it waits for the job, between {@link #arm} and {@link
 * #disarm}: a broker that is interrupted while it starts logs stack traces.
 */
public final class StopSignal implements AutoCloseable {
  private static final Duration CLEAN_UP_LIMIT = Duration.ofMinutes(1);

  private final CountDownLatch cleanedUp = new CountDownLatch(1);
  private final Thread worker;
  private final Thread hook;
  private final Duration limit;
  private final Runnable notice;
  private boolean requested;
  private boolean armed;

  private StopSignal(Thread worker, Duration limit, Runnable notice) {
    this.worker = worker;
    this.limit = limit;
    this.notice = notice;
    this.hook = new Thread(this::stop, "stop");
  }

  /** From now on this thread decides when the process has cleaned up. */
  public static StopSignal listen() {
    return listen(CLEAN_UP_LIMIT, () -> {});
  }

  /**
   * The same for work that must not be left half done.
   *
   * @param limit instead of a minute
   * @param notice is run when the signal comes
   */
  public static StopSignal listen(Duration limit, Runnable notice) {
    StopSignal signal = new StopSignal(Thread.currentThread(), limit, notice);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /**
   * From now on the thread is interrupted.
   *
   * @throws InterruptedException if the signal has come already
   */
  public synchronized void arm() throws InterruptedException {
    if (requested) {
      throw new InterruptedException();
    }
    armed = true;
  }

  /** From now on the thread is left to finish. */
  public synchronized void disarm() {
    armed = false;
  }

  /** The same items, until the signal comes. */
  public <T> Iterator<T> until(Iterator<T> items) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return !requested() && items.hasNext();
      }

      @Override
      public T next() {
        return items.next();
      }
    };
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

  /** Whether the signal has come. */
  public synchronized boolean requested() {
    return requested;
  }

  private void stop() {
    synchronized (this) {
      requested = true;
      if (armed) {
        worker.interrupt();
      }
    }
    notice.run();
    try {
      if (!cleanedUp.await(limit.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("recency: stopped before everything was cleaned up.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
