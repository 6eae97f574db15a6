package dev.recency.expression;

import dev.recency.expression.ErrorListener.Kind;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What an expression may see beside its row. Hosts that have no clock or must be repeatable give
 * {@link #none()}: there UNIX_TIMESTAMP(), UNIX_DATE(), RANDOM() and UUID() fail.
 *
 * @param nowMillis the wall clock, milliseconds since the epoch
 * @param random for RANDOM() and UUID()
 */
public record Surroundings(LongSupplier nowMillis, RandomGenerator random) {

  /** Neither clock nor random numbers. */
  public static Surroundings none() {
    return new Surroundings(
        () -> {
          throw unavailable("clock");
        },
        () -> {
          throw unavailable("source of random numbers");
        });
  }

  private static EvaluationException unavailable(String what) {
    return new EvaluationException(Kind.FUNCTION, "The host of this expression has no " + what);
  }
}
