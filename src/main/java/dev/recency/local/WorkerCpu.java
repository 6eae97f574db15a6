package dev.recency.local;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * CPU time that some threads of this process take from now on, those that begin or end meanwhile
 * included. It looks every 10 ms, so of a thread that ends at most the last 10 ms are missed. What
 * the JVM does in threads of its own, collecting garbage and compiling, is not in.
 */
public final class WorkerCpu implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(10);
  private static final double NANOS_PER_SECOND = 1e9;

  private final Predicate<Thread> worker;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<Long, Long> nanosAtStart;
  private final Map<Long, Long> nanos = new HashMap<>();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(WorkerCpu::daemon);

  private WorkerCpu(Predicate<Thread> worker) {
    this.worker = worker;
    look();
    nanosAtStart = Map.copyOf(nanos);
  }

  /**
   * Begins to measure.
   *
   * @param worker whether a thread counts; asked again and again, also of threads that are ending
   */
  public static WorkerCpu of(Predicate<Thread> worker) {
    WorkerCpu cpu = new WorkerCpu(worker);
    cpu.looking.scheduleWithFixedDelay(
        cpu::look, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    return cpu;
  }

  private static Thread daemon(Runnable looking) {
    Thread thread = new Thread(looking, "worker-cpu");
    thread.setDaemon(true);
    return thread;
  }

  private synchronized void look() {
    if (!threads.isThreadCpuTimeSupported()) {
      return;
    }
    for (Thread thread : all()) {
      if (worker.test(thread)) {
        long taken = threads.getThreadCpuTime(thread.getId());
        if (taken >= 0) { // else it has ended, or nobody counts
          nanos.put(thread.getId(), taken);
        }
      }
    }
  }

  private static Thread[] all() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] found = new Thread[64];
    int count = root.enumerate(found);
    while (count == found.length) { // what has no room is silently left out
      found = new Thread[2 * found.length];
      count = root.enumerate(found);
    }
    return Arrays.copyOf(found, count);
  }

  /** Seconds so far, of all these threads together; empty if no such thread was seen. */
  public synchronized OptionalDouble seconds() {
    look();
    if (nanos.isEmpty()) {
      return OptionalDouble.empty();
    }
    long taken =
        nanos.entrySet().stream()
            .mapToLong(each -> each.getValue() - nanosAtStart.getOrDefault(each.getKey(), 0L))
            .sum();
    return OptionalDouble.of(taken / NANOS_PER_SECOND);
  }

  /** Stops looking. */
  @Override
  public void close() {
    looking.shutdownNow();
  }
}
