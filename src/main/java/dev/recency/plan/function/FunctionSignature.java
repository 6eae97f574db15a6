package dev.recency.plan.function;

import java.util.List;

/**
 * One form of a scalar function.
 *
 * @param name upper-case
 * @param parameters one pattern per parameter; the last repeats (once or more) if variadic
 * @param result the type of the result
 */
public record FunctionSignature(
    String name, List<TypePattern> parameters, boolean variadic, TypePattern result) {
  public FunctionSignature {
    parameters = List.copyOf(parameters);
  }
}
