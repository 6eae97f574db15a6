package dev.recency.bench.windows;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The clock of one run, shared by the tasks of a job in this process. It runs from the first event
 * at the source, when everything behind the source is open, to the end of the input at the sink.
 */
final class Meter {
  private static final Map<Integer, Meter> RUNNING = new ConcurrentHashMap<>();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final CountDownLatch ready = new CountDownLatch(1);
  private volatile long startNanos;
  private volatile long startCpuNanos;
  private volatile Reading reading;

  private Meter() {}

  /**
   * What a run took.
   *
   * @param rows that reached the sink
   * @param checksum of the rows, in any order
   */
  record Reading(long wallNanos, long cpuNanos, long rows, long checksum) {}

  static Meter of(int run) {
    return RUNNING.computeIfAbsent(run, each -> new Meter());
  }

  /** The sink has been reached: everything runs. */
  void ready() {
    ready.countDown();
  }

  void begin() {
    try {
      if (!ready.await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the job was not ready within a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the first event", e);
    }
    startCpuNanos = SYSTEM.getProcessCpuTime();
    startNanos = System.nanoTime();
  }

  void end(long rows, long checksum) {
    reading =
        new Reading(
            System.nanoTime() - startNanos,
            SYSTEM.getProcessCpuTime() - startCpuNanos,
            rows,
            checksum);
  }

  /** What the run took, after its end. */
  static Reading take(int run) {
    Reading reading = of(run).reading;
    RUNNING.remove(run);
    if (reading == null) {
      throw new IllegalStateException("run [" + run + "] did not come to its end");
    }
    return reading;
  }
}
