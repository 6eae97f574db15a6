package dev.recency.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class WorkerCpuTest {
  private static final long BURNT_NANOS = 150_000_000;

  /** Takes so much CPU time and ends. */
  private static double burn(String name) throws InterruptedException {
    AtomicLong taken = new AtomicLong();
    Thread thread =
        new Thread(
            () -> {
              while (taken.get() < BURNT_NANOS) {
                taken.set(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
              }
            },
            name);
    thread.start();
    thread.join();
    return taken.get() / 1e9;
  }

  @Test
  void threadsThatHaveEndedCountAndOthersDoNot() throws InterruptedException {
    try (WorkerCpu cpu = WorkerCpu.of(thread -> thread.getName().startsWith("mine"))) {
      double taken = burn("mine 1") + burn("mine 2");
      burn("another");
      assertThat(cpu.seconds().orElseThrow()).isBetween(taken / 2, taken + 0.05);
    }
  }

  @Test
  void whatAThreadTookBeforeDoesNotCount() throws InterruptedException {
    Thread self = Thread.currentThread();
    try (WorkerCpu before = WorkerCpu.of(thread -> thread.equals(self))) {
      long startNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      assertThat(before.seconds().orElseThrow()).isLessThan(startNanos / 1e9);
    }
  }

  @Test
  void noThreadIsNoMeasure() {
    try (WorkerCpu cpu = WorkerCpu.of(thread -> false)) {
      assertThat(cpu.seconds()).isEmpty();
    }
  }
}
