package dev.recency.flink.statement;

import dev.recency.expression.Surroundings;
import dev.recency.flink.SystemClock;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** What expressions may ask of the world when they run on a task. */
public final class TaskSurroundings {
  private TaskSurroundings() {}

  /** The wall clock, and random numbers of a seed that differs with every call. */
  public static Surroundings create() {
    LongSupplier clock = new SystemClock();
    long seed = (clock.getAsLong() << 32) ^ System.identityHashCode(clock);
    return new Surroundings(clock, new SplittableRandom(seed));
  }
}
