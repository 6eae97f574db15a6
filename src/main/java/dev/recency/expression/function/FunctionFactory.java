package dev.recency.expression.function;

/** Makes a function for one call. */
@FunctionalInterface
public interface FunctionFactory {
  /** A new instance for this call. */
  ScalarFunction create(CallSite site);
}
