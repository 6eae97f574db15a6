package dev.recency.expression.function;

import org.jspecify.annotations.Nullable;

/** A lambda argument, bound to the row at hand. */
@FunctionalInterface
public interface LambdaValue {
  /** The value of its body for these parameters. */
  @Nullable Object apply(@Nullable Object... parameters);
}
