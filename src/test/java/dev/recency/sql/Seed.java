package dev.recency.sql;

/** The seed of a random test: 1, or {@code -Dseed=}; printed so that a failure can be repeated. */
public final class Seed {

  private Seed() {}

  public static long choose(String test) {
    long seed = Long.getLong("seed", 1L);
    System.out.println(test + ": -Dseed=" + seed);
    return seed;
  }
}
