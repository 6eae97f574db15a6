package dev.recency.expression.function;

import org.jspecify.annotations.Nullable;

/** A function at one place of a statement. May keep a cache; not thread-safe. */
@FunctionalInterface
public interface ScalarFunction {
  /**
   * The result; null is SQL NULL.
   *
   * @param arguments values as {@code SqlType} represents them, a {@link LambdaValue} for a lambda
   * @throws RuntimeException if it does not accept them
   */
  @Nullable Object apply(@Nullable Object[] arguments);
}
