package dev.recency.cli.rest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks again and again, soon and then less often, until there is an answer, or the time is over. */
public final class Waiting {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private Waiting() {}

  /**
   * The first answer; empty if there is none within {@code limit}. Asks once at least.
   *
   * @throws IllegalStateException if the thread is interrupted
   */
  public static <T> Optional<T> until(Duration limit, Supplier<Optional<T>> question) {
    long startNanos = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    while (true) {
      Optional<T> answer = question.get();
      if (answer.isPresent() || System.nanoTime() - startNanos > limit.toNanos()) {
        return answer;
      }
      pause(pause);
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }

  /**
   * Lets this much time pass.
   *
   * @throws IllegalStateException if the thread is interrupted
   */
  public static void pause(Duration length) {
    try {
      TimeUnit.NANOSECONDS.sleep(length.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Flink", e);
    }
  }
}
