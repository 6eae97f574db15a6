package dev.recency.flink;

import java.util.function.LongSupplier;

/** The wall clock in milliseconds since the epoch. Made on the task; the core gets it handed in. */
public final class SystemClock implements LongSupplier {
  @Override
  public long getAsLong() {
    return System.currentTimeMillis();
  }
}
