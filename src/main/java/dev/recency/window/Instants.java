package dev.recency.window;

/** Arithmetic of instants in milliseconds that ends at the borders of a long. */
public final class Instants {
  /** No instant: later than all. */
  public static final long NEVER = Long.MAX_VALUE;

  private Instants() {}

  /** {@code instant − duration}. */
  public static long minus(long instantMillis, long durationMillis) {
    long result = instantMillis - durationMillis;
    return result > instantMillis ? Long.MIN_VALUE : result;
  }

  /** {@code instant + duration}; NEVER stays NEVER. */
  public static long plus(long instantMillis, long durationMillis) {
    long result = instantMillis + durationMillis;
    return result < instantMillis ? NEVER : result;
  }

  /** The first multiple of the step that is not before the instant. */
  public static long roundUp(long instantMillis, long stepMillis) {
    if (stepMillis == 1 || instantMillis == NEVER) {
      return instantMillis;
    }
    return plus(instantMillis, Math.floorMod(-instantMillis, stepMillis));
  }

  /** The last multiple of the step that is not after the instant. */
  public static long roundDown(long instantMillis, long stepMillis) {
    return stepMillis == 1 || instantMillis == Long.MIN_VALUE
        ? instantMillis
        : minus(instantMillis, Math.floorMod(instantMillis, stepMillis));
  }
}
